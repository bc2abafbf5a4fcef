/** What an example is: a design with a lesson. */
import type { Architecture } from '../architecture/architecture.ts'

export interface Example {
  /** Its name on the command line and in links. */
  readonly slug: string
  readonly title: { readonly en: string; readonly ko: string }
  /** One sentence for menus. */
  readonly summary: { readonly en: string; readonly ko: string }
  /** What to try and what to look for, one sentence. */
  readonly look: { readonly en: string; readonly ko: string }
  readonly architecture: Architecture
}
