/** Recorded requests: dropped on a client or chosen in the inspector, told what is in them, and replayed. */
import { expect, test } from './fixtures.ts'

const WHOLE = `timeMs,key\n${Array.from({ length: 2_000 }, (_, n) => `${n * 5},/page/${n % 9}`).join('\n')}\n`
const LOG = `192.0.2.1 - - [10/Oct/2026:13:55:36 +0000] "GET /a HTTP/1.1" 200 2326 "-" "curl/8"
192.0.2.1 - - [10/Oct/2026:13:55:37 +0000] "\\x16\\x03" 400 0 "-" "-"
192.0.2.2 - - [10/Oct/2026:13:55:38 +0000] "POST /b HTTP/1.1" 201 12 "-" "curl/8"
`

test('a file dropped on a client is replayed; broken lines are told and skipped', async ({ app, page }) => {
  const { canvas, inspector } = app
  const dialog = page.getByRole('dialog', { name: 'Replay this with “Users”?' })
  await canvas.component('Users').evaluate((node, text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'access.log', { type: 'text/plain' }))
    const options = { dataTransfer: data, bubbles: true, cancelable: true }
    node.dispatchEvent(new DragEvent('dragover', options))
    node.dispatchEvent(new DragEvent('drop', options))
  }, LOG)
  await expect(dialog).toContainText('access.log · access log')
  await expect(dialog).toContainText(
    '2 requests for 2 keys. They come from 0 ms to 2 s after the replay begins, and then end.',
  )
  await expect(dialog.getByRole('listitem')).toHaveText(
    /^Line 2: a request such as “GET \/path HTTP\/1.1” belongs here/,
  )
  await dialog.getByRole('button', { name: 'Skip them and replay' }).click()
  await expect(dialog).toBeHidden()
  await canvas.select('Users')
  await expect(inspector.pane).toContainText('2 requests, 2 keys, 2 s')
  await page.keyboard.press('Control+z')
  await expect(inspector.pane).not.toContainText('access.log')
})

test('a file chosen in the inspector runs, and is saved with the design', async ({ app, page }) => {
  const { canvas, inspector, menus, transport, figures } = app
  await canvas.select('Users')
  await inspector.pane.getByRole('combobox', { name: 'Load' }).click()
  await page.getByRole('option', { name: 'A recording' }).click()
  const chooser = page.waitForEvent('filechooser')
  await inspector.button('Recording: Choose a file…').click()
  await (await chooser).setFiles({ name: 'pages.csv', mimeType: 'text/csv', buffer: Buffer.from(WHOLE) })
  const dialog = page.getByRole('dialog', { name: 'Replay this with “Users”?' })
  await expect(dialog).toContainText('2,000 requests for 9 keys.')
  await dialog.getByRole('button', { name: 'Replay', exact: true }).click()
  await expect(inspector.pane).toContainText('2,000 requests, 9 keys, 10 s')
  await transport.pace.selectOption('×1')
  await expect.poll(() => figures.served(), { message: 'the recording is served' }).toBeGreaterThan(50)
  const saved = await app.download(() => menus.file('Save as JSON'))
  await app.beginAnew()
  await app.openFile(saved.name, saved.content.toString())
  await canvas.select('Users')
  await expect(inspector.pane).toContainText('2,000 requests, 9 keys, 10 s')
})
