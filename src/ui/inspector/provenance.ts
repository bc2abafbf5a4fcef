/** Why a field begins with its value, in the language of the page. */
import { type Source, sources } from '../../catalog/sources.ts'
import { ko as koreanNotes } from '../../catalog/sources.notes.ko.ts'
import type { Language } from '../../state/view.ts'

type Sentences = Readonly<Record<string, string>>

/** By folder, so that a new kind brings its own. */
const files = import.meta.glob<Sentences>('../../catalog/**/*assumptions.ko.ts', { import: 'ko', eager: true })

const korean: Sentences = Object.assign({}, ...Object.values(files))

/** An assumption, without a full stop. */
export function assumptionIn(language: Language, assumption: string): string {
  return (language === 'ko' ? korean[assumption] : undefined) ?? assumption
}

/** A source with its note in a language; titles stay as they were published. */
export function sourceIn(language: Language, key: string): Source | undefined {
  const source = (sources as Readonly<Record<string, Source>>)[key]
  const note = language === 'ko' ? koreanNotes[key] : undefined
  return source === undefined || note === undefined ? source : { ...source, note }
}
