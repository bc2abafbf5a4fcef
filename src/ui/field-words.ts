/** The words of a field: of a component they stand with its kind, of a connection with the fields of connections. */
import type { Architecture } from '../architecture/architecture.ts'
import type { FieldOwner } from '../architecture/edits.ts'
import { findComponent } from '../architecture/lookup.ts'
import { type ConnectionWords, en } from '../catalog/connection/words.en.ts'
import { ko } from '../catalog/connection/words.ko.ts'
import type { Language } from '../state/view.ts'
import { kindWords } from './words.ts'

/** Words of fields and of the options of their choices. */
export type FieldsWords = Pick<ConnectionWords, 'fields'> & { readonly options?: ConnectionWords['options'] }

export function wordsOfFields(architecture: Architecture, owner: FieldOwner, language: Language): FieldsWords {
  if (owner.type === 'connection') return language === 'ko' ? ko : en
  return kindWords(findComponent(architecture, owner.id)?.kind ?? '', language)
}

export function fieldLabel(architecture: Architecture, owner: FieldOwner, field: string, language: Language): string {
  return wordsOfFields(architecture, owner, language).fields[field]?.label ?? field
}
