/** What is being typed over a value: it lasts until the value changes, by whomever. */
import { useState } from 'react'

export function useDraft<T>(value: T): [draft: T, setDraft: (draft: T) => void] {
  const [state, setState] = useState({ of: value, draft: value })
  return [Object.is(state.of, value) ? state.draft : value, (draft) => setState({ of: value, draft })]
}
