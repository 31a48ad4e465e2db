/**
 * Real browsers for tests, the ones of the system: Chromium, and a Firefox as Debian ships it. Both are driven by
 * Puppeteer, which speaks a browser's own protocol (DevTools, WebDriver BiDi) and so needs no patched build; a launch
 * makes a fresh profile, so tests may run side by side. Whoever launches a browser closes it: that ends all its
 * processes and deletes the profile.
 */
import { chromium } from 'playwright-core'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'

const CHROMIUM = {
  executablePath: '/usr/bin/chromium',
  // The sandbox does not start as root; the rest keeps the browser from looking for servers of its own.
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}
const FIREFOX = { browser: 'firefox', executablePath: '/usr/bin/firefox-esr' } as const

/** Browsers that the dashboard is tested in, by name. */
export const BROWSERS = { Chromium: launchChromium, Firefox: launchFirefox }

export function launchChromium(): Promise<Browser> {
  return puppeteer.launch(CHROMIUM)
}

export function launchFirefox(): Promise<Browser> {
  return puppeteer.launch(FIREFOX)
}

/** Chromium driven by Playwright, whose locators and keyboard suit tests of many clicks. */
export function launchForPlaywright() {
  return chromium.launch(CHROMIUM)
}

/** A page that was opened, and what went wrong in it so far. */
export interface Visit {
  readonly page: Page
  /** Errors and warnings of the console, uncaught errors, refused policies, failed requests, dialogs. */
  readonly complaints: readonly string[]
}

/** Opens `url` in a new page and waits until it is loaded. Throws when there is no answer. */
export async function visit(browser: Browser, url: string): Promise<Visit> {
  const complaints: string[] = []
  const page = await browser.newPage()
  await page.evaluateOnNewDocument(() =>
    addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective}`)),
  )
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(`${error}`))
  page.on('requestfailed', request => complaints.push(`no answer: ${request.url()}`))
  page.on('response', response => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`)
  })
  page.on('dialog', dialog => {
    complaints.push(`dialog: ${dialog.message()}`)
    return dialog.dismiss()
  })
  await page.goto(url)
  return { page, complaints }
}
