/** What an example is: a design with a lesson. */
import type { Architecture, ComponentId } from '../architecture/architecture.ts'

/** Languages that examples are written in. */
export type Language = 'en' | 'ko'

/** What is changed of a design for a run, in the words of the command line: `--set`, `--fault` and so on. */
export interface Circumstances {
  readonly set?: readonly string[]
  readonly fault?: readonly string[]
  readonly duration?: string
  readonly 'warm-up'?: string
}

/** A figure of the object that `run --json` prints, or a quotient of two. */
export interface Measure {
  readonly path: string
  readonly over?: string
}

/**
 * What an example claims to show: a figure that is measured, a bound that comes from theory or a source, and another
 * design of which it must not be true.
 */
export interface Claim {
  readonly id: string
  readonly says: Readonly<Record<Language, string>>
  readonly under: Circumstances
  readonly measure: Measure
  readonly atLeast?: number
  readonly atMost?: number
  readonly because: string
  /** Is added to the circumstances; with `instead`, its faults stand in place of theirs. */
  readonly counter: Circumstances & { readonly instead?: boolean }
}

export interface Example {
  /** Its name on the command line and in links. */
  readonly slug: string
  readonly title: Readonly<Record<Language, string>>
  /** One sentence for menus. */
  readonly summary: Readonly<Record<Language, string>>
  /** What to try and what to look for, one sentence. */
  readonly look: Readonly<Record<Language, string>>
  readonly architecture: Architecture
  /** What its components are called in Korean; in English they are called as in the document. */
  readonly korean: Readonly<Record<ComponentId, string>>
  readonly claims?: readonly Claim[]
}

/** The design of an example, named in a language. Names never matter to a run. */
export function inLanguage({ architecture, title, korean }: Example, language: Language): Architecture {
  const components = architecture.components.map((component) => {
    const name = korean[component.id]
    return language === 'ko' && name !== undefined ? { ...component, name } : component
  })
  return { ...architecture, name: title[language], components }
}
