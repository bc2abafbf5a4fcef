/** The page says how far to trust it, with numbers that a program has written. */
import totals from '../src/validation/totals.json' with { type: 'json' }
import { expect, test } from './fixtures.ts'

test('what is proved, how it came out and what is left out can be read in the app', async ({ app }) => {
  const { dialogs, menus } = app
  await menus.button('View').click()
  await menus.choose('How far to trust this')
  const dialog = dialogs.trust
  await expect(dialog.getByRole('heading', { name: 'What is proved' })).toBeVisible()
  const all = (column: 'given' | 'passing') => totals.reduce((sum, row) => sum + row[column], 0)
  const row = dialog.getByRole('table', { name: 'Cases with known answers' }).getByRole('row', { name: /^All/ })
  await expect(row).toContainText(`All${all('given')}${all('passing')}`)
  await expect(dialog.getByRole('term').filter({ hasText: 'Server' })).toBeVisible()
  await expect(dialog).toContainText('Memory and garbage collection')
})
