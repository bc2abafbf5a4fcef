/** A connection that makes no sense says why, and offers what would. */
import { expect, test } from './fixtures.ts'

test('a client has no use for a database, but a server between would', async ({ app }) => {
  const { canvas, palette } = app
  await app.beginAnew()
  await palette.drag('Client', await canvas.at(0.2, 0.4))
  await palette.drag('Database', await canvas.at(0.8, 0.4))
  await canvas.connect('Client 1', 'Database 1')
  const notice = app.notice('That would not work')
  await expect(notice).toContainText(
    '“Client 1” (Client) has no use for “Database 1” (Database). What fits between: Server.',
  )
  await notice.getByRole('button', { name: 'Put a Server between' }).click()
  await expect(canvas.connection('Client 1 sends requests to Server 1')).toBeAttached()
  await expect(canvas.connection('Server 1 reads and writes Database 1')).toBeAttached()
  await app.menus.undo.click()
  await expect(canvas.components()).toHaveCount(2)
})

test('the wrong way round is turned, twice the same is refused', async ({ app }) => {
  const { canvas, palette } = app
  await app.beginAnew()
  await palette.drag('Client', await canvas.at(0.2, 0.4))
  await palette.drag('Server', await canvas.at(0.8, 0.4))
  await canvas.connect('Server 1', 'Client 1')
  await expect(canvas.connection('Client 1 sends requests to Server 1')).toBeAttached()
  await expect(app.notice('The arrow points from Client 1 to Server 1')).toBeVisible()
  await canvas.connect('Client 1', 'Server 1')
  await expect(app.notice('“Client 1” and “Server 1” are connected already.')).toBeVisible()
})
