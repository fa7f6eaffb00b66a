/**
 * What one wish to send a reference may cost: the request that the person asks for, and the one that may follow by itself.
 * Everything that says "hasta N solicitudes" says this number, and an order is given as many POSTs when it is placed. Any other paid
 * call, such as a change of date, costs one; the resend that may follow it costs this much more.
 */
export const mostRequests = (automaticResends: 0 | 1): number => 1 + automaticResends

/** POSTs that "Enviar de nuevo" gives to an order that waited for a decision; what is left of earlier wishes is void. */
export const postsPerDecision = 1
