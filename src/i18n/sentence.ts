/** Sentences from templates, without any library: the page and the command line say the same. */
import type { Problem } from '../base/problem.ts'

type Params = Problem['params']

/** Templates by problem code; `placeNamed` says where something is together with the name of the component it is in. */
export type ProblemSentences = Readonly<Record<string, string>>

/** Parameters that name kinds; several, separated by commas, are told as a chain. */
const KINDS = /^(?:kind|\w*Kinds?)$/

/** Stands at the head of sentences on something at a place in an input; left out where the place is plain to see. */
const PLACE = '{{place}}: '

/** The template with each `{{name}}` replaced by its parameter; a name without one stays visible, as it is our bug. */
export function fillIn(template: string, params: Params): string {
  return template.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    return Object.hasOwn(params, name) ? String(params[name]) : placeholder
  })
}

/**
 * A problem as a sentence: what was found, where, what would do. `titleOf` gives the title of a kind in the language of
 * the sentences. Without `where` (beside the control it is about) the sentence begins with what is wrong.
 */
export function problemSentence(
  { code, where, params }: Problem,
  sentences: ProblemSentences,
  titleOf: (kind: string) => string,
): string {
  const template = sentences[code]
  if (template === undefined) return code
  const named = params['name'] === undefined ? undefined : sentences['placeNamed']
  const place = named === undefined ? where : fillIn(named, { where, ...params })
  const entries = Object.entries(params).map(([name, value]) => {
    const titles = String(value).split(',').map(titleOf)
    return [name, KINDS.test(name) ? titles.join(' → ') : value] as const
  })
  const isBare = where === '' && template.startsWith(PLACE)
  const sentence = fillIn(isBare ? template.slice(PLACE.length) : template, { ...Object.fromEntries(entries), place })
  return isBare ? sentence.slice(0, 1).toUpperCase() + sentence.slice(1) : sentence
}
