/** What an example is: a design with a lesson. */
import type { Architecture, ComponentId } from '../architecture/architecture.ts'

/** Languages that examples are written in. */
export type Language = 'en' | 'ko'

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
}

/** The design of an example, named in a language. Names never matter to a run. */
export function inLanguage({ architecture, title, korean }: Example, language: Language): Architecture {
  const components = architecture.components.map((component) => {
    const name = korean[component.id]
    return language === 'ko' && name !== undefined ? { ...component, name } : component
  })
  return { ...architecture, name: title[language], components }
}
