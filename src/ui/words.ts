/** How views get their words: `useWords` for sentences of the app, `useKindWords` for what a kind says of itself. */
import { createInstance, type i18n } from 'i18next'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import { kindOf } from '../catalog/index.ts'
import type { KindWords } from '../catalog/kind.ts'
import { en as editorEn } from '../i18n/editor.en.ts'
import { ko as editorKo } from '../i18n/editor.ko.ts'
import { en as inspectorEn } from '../i18n/inspector.en.ts'
import { ko as inspectorKo } from '../i18n/inspector.ko.ts'
import { en as measuredEn } from '../i18n/measured.en.ts'
import { ko as measuredKo } from '../i18n/measured.ko.ts'
import { en as trustEn } from '../i18n/trust.en.ts'
import { ko as trustKo } from '../i18n/trust.ko.ts'
import type { Language } from '../state/view.ts'
import { useView } from './stores.ts'

/** All sentences of the editor, in one language. */
const english = { ...editorEn, inspector: inspectorEn, measured: measuredEn, trust: trustEn }
const korean = { ...editorKo, inspector: inspectorKo, measured: measuredKo, trust: trustKo }

/** Paths of sentences: `bar.undo`. The forms of a number (`_one`, `_other`) are one sentence. */
type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${Paths<T[K]>}`
}[keyof T & string]
type Singular<K extends string> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K

export type WordKey = Paths<typeof english>
export type WordParams = Readonly<Record<string, string | number>>
export type Words = (key: WordKey, params?: WordParams) => string

export const LANGUAGES: readonly { readonly language: Language; readonly name: string }[] = [
  { language: 'en', name: 'English' },
  { language: 'ko', name: '한국어' },
]

/** The language of a browser that is ours, English otherwise. */
export function preferredLanguage(tags: readonly string[]): Language {
  const known = tags.find((tag) => /^(ko|en)\b/i.test(tag))
  return known?.toLowerCase().startsWith('ko') ? 'ko' : 'en'
}

export function createWords(language: Language): i18n {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'editor',
    resources: { en: { editor: english }, ko: { editor: korean } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return instance
}

/** Words of the editor outside of views. */
export function wordsOf(instance: i18n): Words {
  return (key, params) => instance.t(key, { ...params })
}

export function useWords(): Words {
  const { t } = useTranslation('editor')
  return useCallback((key, params) => t(key, { ...params }), [t])
}

export function useLanguage(): Language {
  return useView((state) => state.language)
}

/** What a kind says of itself, in the language of the page. */
export function kindWords(kind: string, language: Language): KindWords {
  const words = kindOf(kind)?.words[language]
  return words ?? { title: kind, summary: '', fields: {}, ports: {}, gauges: {} }
}

export function useKindWords(kind: string): KindWords {
  return kindWords(kind, useLanguage())
}
