/** Words about the run in the language of the page, and the names of what is drawn. */
import { useMemo } from 'react'
import { en as faultsEn } from '../../catalog/faults.words.en.ts'
import type { FaultWords } from '../../catalog/faults.words.en.ts'
import { ko as faultsKo } from '../../catalog/faults.words.ko.ts'
import type { FaultType, KindWords } from '../../catalog/kind.ts'
import { en } from '../../i18n/run.en.ts'
import type { RunWords } from '../../i18n/run.en.ts'
import { ko } from '../../i18n/run.ko.ts'
import { fillIn } from '../../i18n/sentence.ts'
import { en as storyEn } from '../../i18n/story.en.ts'
import type { StoryWords } from '../../i18n/story.en.ts'
import { ko as storyKo } from '../../i18n/story.ko.ts'
import type { Language } from '../../state/view.ts'
import { kindWords, useLanguage } from '../words.ts'

export interface Speech {
  readonly language: Language
  readonly words: RunWords
  readonly story: StoryWords
  readonly faults: Readonly<Record<FaultType, FaultWords>>
  say(this: void, template: string, params: Readonly<Record<string, string | number>>): string
  kind(this: void, kind: string): KindWords
}

export function speechIn(language: Language): Speech {
  return {
    language,
    words: language === 'ko' ? ko : en,
    story: language === 'ko' ? storyKo : storyEn,
    faults: language === 'ko' ? faultsKo : faultsEn,
    say: fillIn,
    kind: (kind) => kindWords(kind, language),
  }
}

export function useSpeech(): Speech {
  const language = useLanguage()
  return useMemo(() => speechIn(language), [language])
}
