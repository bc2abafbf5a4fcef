/** How a producer reaches a queue. */
import { callFields } from '../connection/connection.ts'
import type { Port } from '../kind.ts'

export const messagesPort = {
  accepts: ['messages'],
  max: 1,
  fields: callFields(5_000, { assumption: 'storing takes milliseconds: after five seconds something is surely wrong' }),
} as const satisfies Port
