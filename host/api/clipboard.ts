import { NativeImage, nativeImage } from './nativeImage.ts';

const held = { text: '', html: '', image: nativeImage.createEmpty() };

/** https://www.electronjs.org/docs/latest/api/clipboard, of this process alone: a page has Chromium's. */
export const clipboard = {
  readText: (): string => held.text,
  writeText(text: string): void {
    clipboard.clear();
    held.text = text;
  },
  readHTML: (): string => held.html,
  writeHTML(html: string): void {
    clipboard.clear();
    held.html = html;
  },
  readImage: (): NativeImage => held.image,
  writeImage(image: NativeImage): void {
    clipboard.clear();
    held.image = new NativeImage(image.toPNG());
  },
  write(content: { readonly text?: string; readonly html?: string; readonly image?: NativeImage }): void {
    Object.assign(held, { text: '', html: '', image: nativeImage.createEmpty() }, content);
  },
  clear(): void {
    clipboard.write({});
  },
  availableFormats: (): string[] => [
    ...(held.text ? ['text/plain'] : []),
    ...(held.html ? ['text/html'] : []),
    ...(held.image.isEmpty() ? [] : ['image/png']),
  ],
};
