/** The one zone in which everything is shown and counted, whatever the computer's is. Argentina keeps UTC-3 all year. */
export const argentina = 'America/Argentina/Buenos_Aires'
