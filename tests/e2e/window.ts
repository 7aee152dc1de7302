import type { ElectronApplication, Locator, Page } from 'playwright';
import { expect } from 'vitest';

/** The window's parts by the names that a person, or a screen reader, knows them by. English texts. */
export function partsOf(page: Page) {
  return {
    canvas: page.getByLabel('Canvas', { exact: true }),
    prompt: page.getByRole('textbox', { name: 'Prompt' }),
    generate: page.getByRole('button', { name: 'Generate', exact: true }),
    job: page.locator('.job').first(),
    progress: page.getByRole('progressbar').first(),
    timeline: page.getByRole('region', { name: 'Timeline' }),
    cels: page.getByRole('gridcell', { name: /, frame \d+/ }),
    tab: page.locator('.tabs').first(),
  };
}

/** Waits until the condition holds, as Playwright's own expect would. */
export async function eventually(condition: () => Promise<boolean>, what: string, patience = 60_000): Promise<void> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It did not come true within ${patience / 1000} s: ${what}`);
}

export async function count(locator: Locator, number: number, what: string): Promise<void> {
  await eventually(async () => (await locator.count()) === number, `${number} × ${what}`);
}

/** Colours of the canvas element at some of its places, as the screen shows them. */
export async function screenColors(
  page: Page,
  places: readonly (readonly [number, number])[],
): Promise<readonly string[]> {
  return page.getByLabel('Canvas', { exact: true }).evaluate((element, points) => {
    const canvas = element as HTMLCanvasElement;
    const density = canvas.width / canvas.getBoundingClientRect().width;
    const context = canvas.getContext('2d');
    return points.map(([x, y]) => [...(context?.getImageData(x * density, y * density, 1, 1).data ?? [])].join(','));
  }, places);
}

/** Answers the next native save dialogs with these paths. */
export async function saveAnswers(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, answers) => {
    const left = [...answers];
    dialog.showSaveDialog = async () => {
      const filePath = left.shift();
      return filePath === undefined ? { canceled: true, filePath: '' } : { canceled: false, filePath };
    };
  }, paths);
}

/** Answers the next native open dialogs with these paths. */
export async function openAnswers(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, answers) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...answers] });
  }, paths);
}

/** No errors on the page but ones about a favicon, which Chromium alone asks for. */
export function expectNoErrors(errors: readonly string[]): void {
  expect(errors.filter((error) => !error.includes('favicon.ico'))).toEqual([]);
}
