import { useMediaQuery } from '@mantine/hooks'

/** Below this the panes are sheets over the canvas. */
const PHONE = '(max-width: 760px)'

export function isPhone(): boolean {
  return globalThis.matchMedia(PHONE).matches
}

export function useIsPhone(): boolean {
  return useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false })
}
