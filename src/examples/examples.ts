/** The examples, in the order of the menu; the first greets a new visitor. */
import type { Example } from './example.ts'
import { firstSteps } from './first-steps.ts'

export type { Example } from './example.ts'

export const examples: readonly Example[] = [firstSteps]

/** The example of that slug. */
export function exampleOf(slug: string): Example | undefined {
  return examples.find((example) => example.slug === slug)
}
