/** A person draws the three-tier design from nothing, by pointer and by keyboard, and sees it run. */
import { expect, test } from './fixtures.ts'
import { milliseconds } from './pages/numbers.ts'

test('a design is dragged together, connected by its handles, and runs', async ({ app }) => {
  const { canvas, palette } = app
  await app.beginAnew()
  await palette.drag('Client', await canvas.at(0.12, 0.45))
  await palette.drag('Load balancer', await canvas.at(0.36, 0.45))
  await palette.drag('Server', await canvas.at(0.6, 0.2))
  await palette.drag('Server', await canvas.at(0.6, 0.7))
  await palette.drag('Database', await canvas.at(0.85, 0.45))
  await expect(canvas.components()).toHaveCount(5)

  await canvas.connect('Client 1', 'Load balancer 1')
  await expect(canvas.connection('Client 1 sends requests to Load balancer 1')).toBeAttached()
  for (const server of ['Server 1', 'Server 2']) {
    await canvas.connect('Load balancer 1', server)
    await expect(canvas.connection(`Load balancer 1 forwards to ${server}`)).toBeAttached()
    await canvas.connect(server, 'Database 1')
    await expect(canvas.connection(`${server} reads and writes Database 1`)).toBeAttached()
  }

  // A design that is being drawn stands still until somebody says that it is one.
  await expect(app.figures.hint).toHaveText('Press Run to send traffic through the design.')
  await app.transport.button('Run').click()
  await expect(app.transport.button('Pause')).toBeVisible()
  await app.transport.passes(1_000)
  const latency = () => app.readings.latest('Latency', 'p99').then(milliseconds)
  await expect.poll(latency, { message: 'latency stands on its chart' }).toBeGreaterThan(1)
  await expect.poll(() => app.figures.served()).toBeGreaterThan(1)
  await canvas.expectSays('Load balancer 1', '2 healthy targets')
  for (const server of ['Server 1', 'Server 2']) await canvas.expectSays(server, /\d\s%\s*CPU utilization/)
})

test('the same goes without a pointer: Enter adds, a command connects', async ({ app }) => {
  const { canvas, palette } = app
  const { keyboard } = app.page
  await app.beginAnew()
  for (const kind of ['Client', 'Server']) {
    await palette.kind(kind).focus()
    await keyboard.press('Enter')
  }
  await expect(canvas.components()).toHaveCount(2)

  await canvas.component('Client 1').focus()
  await keyboard.press('Enter')
  await app.inspector.expectAbout('Client 1')
  await keyboard.press('c')
  const dialog = app.page.getByRole('dialog', { name: 'Connect Client 1 to…' })
  await dialog.getByRole('textbox', { name: 'Find a component' }).fill('serv')
  await keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: /Server 1\s*Client 1 sends requests to Server 1/ })).toBeFocused()
  await keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(canvas.connection('Client 1 sends requests to Server 1')).toBeAttached()
  await app.transport.button('Run').press('Enter')
  await expect.poll(() => app.figures.served()).toBeGreaterThan(1)
})

test('a press adds where there is room, and a loose arrow offers what it could lead to', async ({ app }) => {
  const { canvas, palette } = app
  await app.beginAnew()
  await palette.kind('Client').click()
  await palette.kind('Load balancer').click()
  await expect(canvas.components()).toHaveCount(2)
  const [client, balancer] = [await canvas.placeOf('Client 1'), await canvas.placeOf('Load balancer 1')]
  expect(client, 'two components do not stand on each other').not.toEqual(balancer)

  await canvas.drawInto('Load balancer 1', await canvas.at(0.9, 0.9))
  const offer = app.page.getByRole('menu', { name: 'Commands for the selection' })
  await expect(offer.getByRole('menuitem', { name: 'Add Server' })).toBeVisible()
  await expect(offer.getByRole('menuitem', { name: 'Add Client' })).toHaveCount(0)
  await offer.getByRole('menuitem', { name: 'Add Server' }).click()
  await expect(canvas.connection('Load balancer 1 forwards to Server 1')).toBeAttached()
})

test('a component dropped on a connection is put between', async ({ app }) => {
  const { canvas, palette } = app
  await app.beginAnew()
  await palette.drag('Client', await canvas.at(0.15, 0.4))
  await palette.drag('Server', await canvas.at(0.85, 0.4))
  await canvas.connect('Client 1', 'Server 1')
  await expect(canvas.connection('Client 1 sends requests to Server 1')).toBeAttached()
  await palette.drag('Load balancer', await canvas.at(0.5, 0.4))
  await expect(canvas.connection('Client 1 sends requests to Load balancer 1')).toBeAttached()
  await expect(canvas.connection('Load balancer 1 forwards to Server 1')).toBeAttached()
  await expect(canvas.connection('Client 1 sends requests to Server 1')).toHaveCount(0)
})

test('regions hold components, and let them go', async ({ app }) => {
  const { canvas } = app
  await canvas.select('Web 1')
  await canvas.selectToo('Web 2')
  await app.inspector.button('Put into a region').click()
  await app.inspector.expectAbout('Region 1')
  const inside = app.inspector.pane.getByRole('region', { name: 'Inside' })
  await expect(inside.getByRole('button')).toHaveText(['Web 1', 'Web 2'])
  await inside.getByRole('button', { name: 'Web 2' }).click()
  await app.inspector.expectAbout('Web 2')
  await app.menus.openContext(canvas.component('Web 2'))
  await app.menus.choose('Take out of its group')
  await canvas.select('Region 1')
  await expect(inside.getByRole('button')).toHaveText(['Web 1'])
})
