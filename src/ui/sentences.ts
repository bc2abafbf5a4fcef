/** Problems as sentences in the language of the page. */
import { useCallback } from 'react'
import type { Problem } from '../base/problem.ts'
import { problems as english } from '../i18n/problems.en.ts'
import { problems as korean } from '../i18n/problems.ko.ts'
import { problemSentence } from '../i18n/sentence.ts'
import type { Language } from '../state/view.ts'
import { kindWords, useLanguage } from './words.ts'

export function sentenceOf(problem: Problem, language: Language): string {
  return problemSentence(problem, language === 'ko' ? korean : english, (kind) => kindWords(kind, language).title)
}

export function useSentence(): (problem: Problem) => string {
  const language = useLanguage()
  return useCallback((problem) => sentenceOf(problem, language), [language])
}
