import type { Page } from 'playwright';
import { eventually } from './window.ts';

/** The studio's parts by the names that a person knows them by. English texts. */
export function studioOf(page: Page) {
  const studio = page.getByRole('region', { name: 'Sprite studio' });
  const sheet = studio.getByRole('listbox', { name: 'Contact sheet' });
  return {
    studio,
    sheet,
    frames: sheet.getByRole('option'),
    result: studio.getByRole('img', { name: 'The finished frames' }),
    source: studio.getByRole('img', { name: 'Picture of the video' }),
    busy: studio.getByRole('status').first(),
    insert: studio.getByRole('button', { name: /^(Insert|Replace)$/ }),
    slider: (name: string) => studio.getByRole('slider', { name, exact: true }),
  };
}

/** Waits until the frames are as exact as they get. */
export async function exactFrames(page: Page): Promise<void> {
  const { insert, studio } = studioOf(page);
  await eventually(() => insert.isEnabled(), 'there are frames');
  await eventually(async () => (await studio.getAttribute('aria-busy')) === 'false', 'the frames are exact');
}
