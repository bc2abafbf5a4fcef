/** The look of the controls: quiet neutral surfaces and one accent, the deep teal of a mill pond. */
import { createTheme, type MantineColorsTuple } from '@mantine/core'

const teal: MantineColorsTuple = [
  '#e9f6f5',
  '#d0ebe9',
  '#a3d7d4',
  '#71bfbb',
  '#45a5a1',
  '#25908c',
  '#147e7b',
  '#0b6b69',
  '#085452',
  '#043d3c',
]

/** Cooler than the default, and dark enough at shade 6 for small text on white. */
const gray: MantineColorsTuple = [
  '#f6f8f9',
  '#eef1f3',
  '#e3e8eb',
  '#d3dadf',
  '#bcc6cd',
  '#8d99a3',
  '#5a6671',
  '#434e58',
  '#303942',
  '#1f262d',
]

/** From text (0) to the deepest surface (9). */
const dark: MantineColorsTuple = [
  '#dce2e7',
  '#b9c3cb',
  '#96a3ae',
  '#6c7985',
  '#3d4853',
  '#313b45',
  '#252e37',
  '#171e25',
  '#11171d',
  '#0b1014',
]

/** Dark enough for white text at its darkest. */
const orange: MantineColorsTuple = [
  '#fff4e6',
  '#ffe8cc',
  '#ffd8a8',
  '#ffc078',
  '#ffa94d',
  '#ff922b',
  '#f5791a',
  '#e8600c',
  '#cf4e0a',
  '#b2420a',
]

const FONTS = [
  '-apple-system',
  'BlinkMacSystemFont',
  '"Segoe UI Variable Text"',
  '"Segoe UI"',
  'Roboto',
  '"Helvetica Neue"',
  '"Noto Sans"',
  'Ubuntu',
  '"Apple SD Gothic Neo"',
  '"Malgun Gothic"',
  '"Noto Sans KR"',
  '"Noto Sans CJK KR"',
  'NanumGothic',
  'sans-serif',
].join(', ')

export const theme = createTheme({
  colors: { teal, gray, dark, orange },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: FONTS,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "D2Coding", "NanumGothicCoding", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  shadows: {
    xs: '0 1px 2px rgb(16 30 42 / 6%)',
    sm: '0 1px 3px rgb(16 30 42 / 8%), 0 1px 2px rgb(16 30 42 / 5%)',
    md: '0 4px 12px rgb(16 30 42 / 9%), 0 1px 3px rgb(16 30 42 / 6%)',
    lg: '0 10px 28px rgb(16 30 42 / 12%), 0 2px 6px rgb(16 30 42 / 6%)',
    xl: '0 18px 48px rgb(16 30 42 / 16%), 0 4px 10px rgb(16 30 42 / 7%)',
  },
  headings: { fontWeight: '650' },
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
    Tooltip: {
      defaultProps: {
        openDelay: 400,
        withArrow: false,
        position: 'bottom',
        events: { hover: true, focus: true, touch: false },
      },
    },
    // A menu opens with its first item focused: a placeholder for the focus is no item, which menus may not hold.
    Menu: { defaultProps: { shadow: 'lg', withinPortal: true, withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 } },
      styles: { title: { fontWeight: 600 } },
    },
    Select: { defaultProps: { allowDeselect: false, comboboxProps: { shadow: 'md' } } },
  },
})
