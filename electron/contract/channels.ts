/** IPC channels; one each way, the name of the command or event travels as the first argument. */
export const commandChannel = 'reencola:command'
export const eventChannel = 'reencola:event'
