import { describe, expect, test } from 'vitest'
import { canSandbox, ensureKoreanFont, findBrowser, type Surroundings } from './browser.ts'

const PLAYWRIGHT = '/cache/playwright/chrome'

/** A machine with the given programs; `install` says which programs a command brings. */
function machine(options: {
  programs?: readonly string[]
  stubs?: readonly string[]
  env?: Record<string, string>
  platform?: string
  isRoot?: boolean
  fonts?: string
  install?: (command: string) => string | undefined
}) {
  const programs = new Set([...(options.programs ?? []), ...(options.stubs ?? [])])
  const commands: string[] = []
  const around: Surroundings = {
    env: { PATH: '/usr/local/bin:/usr/bin', ...options.env },
    platform: options.platform ?? 'linux',
    isRoot: options.isRoot ?? false,
    exists: (path) => programs.has(path),
    run(command, args) {
      const line = [command, ...args].join(' ')
      commands.push(line)
      if (args[0] === '--version') return { succeeded: !options.stubs?.includes(command), output: 'Chromium 150.0.1' }
      if (command === 'fc-list') return { succeeded: true, output: options.fonts ?? '' }
      const brought = options.install?.(line)
      if (brought !== undefined) programs.add(brought)
      return { succeeded: brought !== undefined, output: '' }
    },
    playwrightPath: () => PLAYWRIGHT,
    say: () => undefined,
  }
  return { around, commands }
}

describe('finding a browser', () => {
  test('takes the one the variable names before all others', () => {
    const { around } = machine({
      programs: ['/opt/mine', '/usr/bin/chromium', PLAYWRIGHT],
      env: { PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH: '/opt/mine' },
    })
    expect(findBrowser(around)).toBe('/opt/mine')
  })

  test('refuses a variable that names nothing, instead of quietly taking another', () => {
    const { around } = machine({
      programs: ['/usr/bin/chromium'],
      env: { PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH: '/opt/none' },
    })
    expect(() => findBrowser(around)).toThrow('names /opt/none, and there is no program')
  })

  test('takes the one of Playwright before those on the path', () => {
    expect(findBrowser(machine({ programs: ['/usr/bin/chromium', PLAYWRIGHT] }).around)).toBe(PLAYWRIGHT)
  })

  test('passes over a browser of Playwright whose libraries are missing', () => {
    expect(findBrowser(machine({ programs: ['/usr/bin/chromium'], stubs: [PLAYWRIGHT] }).around)).toBe(
      '/usr/bin/chromium',
    )
  })

  test('prefers chromium to chrome wherever they stand on the path', () => {
    const { around } = machine({ programs: ['/usr/local/bin/google-chrome', '/usr/bin/chromium'] })
    expect(findBrowser(around)).toBe('/usr/bin/chromium')
  })

  test('passes over a stub that only tells how to install the real one', () => {
    const { around } = machine({ programs: ['/usr/bin/google-chrome'], stubs: ['/usr/bin/chromium-browser'] })
    expect(findBrowser(around)).toBe('/usr/bin/google-chrome')
  })

  test('looks where macOS keeps applications, for all users and for one', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(findBrowser(machine({ platform: 'darwin', programs: [chrome] }).around)).toBe(chrome)
    const own = machine({ platform: 'darwin', programs: [`/people/ada${chrome}`], env: { HOME: '/people/ada' } })
    expect(findBrowser(own.around)).toBe(`/people/ada${chrome}`)
  })

  test('looks where Windows keeps programs, and does not start them to ask', () => {
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
    const { around, commands } = machine({
      platform: 'win32',
      programs: [edge],
      env: { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
    })
    expect(findBrowser(around)).toBe(edge)
    expect(commands).toEqual([])
  })
})

describe('installing a browser', () => {
  const apt = '/usr/bin/apt-get'
  const bringChromium = (line: string) =>
    line.startsWith('apt-get install') && line.includes(' chromium') ? '/usr/bin/chromium' : undefined

  test('uses apt-get as root on Debian, with a Korean font', () => {
    const { around, commands } = machine({ isRoot: true, programs: [apt], install: bringChromium })
    expect(findBrowser(around)).toBe('/usr/bin/chromium')
    expect(commands).toContain('apt-get update')
    expect(commands).toContain('apt-get install --yes --no-install-recommends chromium fonts-nanum')
  })

  test('leaves apt-get alone when it is not root, and asks Playwright', () => {
    const { around, commands } = machine({
      programs: [apt],
      install: (line) => (line.endsWith('install chromium') ? PLAYWRIGHT : undefined),
    })
    expect(findBrowser(around)).toBe(PLAYWRIGHT)
    expect(commands.filter((line) => line.startsWith('apt-get'))).toEqual([])
  })

  test('asks Playwright, with libraries, when apt-get has no browser', () => {
    const { around } = machine({
      isRoot: true,
      programs: [apt],
      install: (line) => (line.endsWith('install --with-deps chromium') ? PLAYWRIGHT : undefined),
    })
    expect(findBrowser(around)).toBe(PLAYWRIGHT)
  })

  test('says what could be done when every way failed', () => {
    expect(() => findBrowser(machine({}).around)).toThrow(/Install Chromium, Google Chrome or Microsoft Edge, or set/)
  })
})

describe('the Korean font', () => {
  const install = 'apt-get install --yes --no-install-recommends fontconfig fonts-nanum'

  test('is installed by root on Debian when there is none', () => {
    const { around, commands } = machine({ isRoot: true, programs: ['/usr/bin/apt-get'] })
    ensureKoreanFont(around)
    expect(commands).toContain(install)
  })

  test('is left alone when there is one, or when nobody may install it', () => {
    const present = machine({ isRoot: true, programs: ['/usr/bin/apt-get'], fonts: 'NanumGothic.ttf' })
    const user = machine({ programs: ['/usr/bin/apt-get'] })
    for (const { around, commands } of [present, user]) {
      ensureKoreanFont(around)
      expect(commands).not.toContain(install)
    }
  })
})

describe('the sandbox', () => {
  test('is never asked for as root', () => {
    const { around, commands } = machine({ isRoot: true })
    expect(canSandbox('/usr/bin/chromium', around)).toBe(false)
    expect(commands).toEqual([])
  })

  test('is used by others where the browser starts with it', () => {
    expect(canSandbox('/usr/bin/chromium', machine({ install: () => 'page' }).around)).toBe(true)
    expect(canSandbox('/usr/bin/chromium', machine({}).around)).toBe(false)
  })
})
