/** The page says how far to trust it, with numbers that a program has written. */
import { sumOf, totalsByKind } from '../src/ui/trust/totals.ts'
import { expect, test } from './fixtures.ts'

test('what is proved, how it came out and what is left out can be read in the app', async ({ app }) => {
  const { dialogs, menus } = app
  await menus.button('View').click()
  await menus.choose('How far to trust this')
  const dialog = dialogs.trust
  await expect(dialog.getByRole('heading', { name: 'What is proved, and how' })).toBeVisible()
  const { given, passing } = sumOf(Object.values(totalsByKind))
  const row = dialog.getByRole('row', { name: /^All/ })
  await expect(row).toContainText(`All${given}${passing}`)
  const limits = dialog.getByRole('region', { name: 'What each kind leaves out' })
  await expect(limits).toContainText('Memory and garbage collection')
})
