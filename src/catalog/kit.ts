/** The words a kind's plan is written in (filled in with the machine). */
export interface Kit { readonly placeholder?: never }
export type Steps = readonly unknown[]
