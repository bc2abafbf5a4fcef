import { type MantineColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { i18n } from 'i18next'
import { I18nextProvider } from 'react-i18next'
import { App } from './App.tsx'
import { type Stores, StoresContext } from './stores.ts'
import { theme } from './theme/theme.ts'
// In the order in which they may override each other.
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import '@xyflow/react/dist/style.css'
import './theme/theme.css'
import './charts/colors.css'
import './shell/shell.css'
import './shell/menus.css'
import './shell/parts.css'
import './canvas/canvas.css'
import './canvas/wires.css'
import './inspector/controls.css'
import './inspector/inspector.css'

interface RootProps {
  stores: Stores
  words: i18n
  scheme: MantineColorSchemeManager
}

/** The app with everything around it that its views expect. */
export function Root({ stores, words, scheme }: RootProps) {
  return (
    <I18nextProvider i18n={words}>
      <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={scheme}>
        <Notifications position="bottom-center" limit={2} />
        <StoresContext value={stores}>
          <App />
        </StoresContext>
      </MantineProvider>
    </I18nextProvider>
  )
}
