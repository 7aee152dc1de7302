import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Settings } from '../../shared/settings.ts';
import type { Session } from '../editor/session.ts';
import { editorWith } from '../editor/testEditor.ts';
import { sessionWith } from '../editor/testSession.ts';
import { EditorContext } from './useSession.ts';

/** What a window with this session would hold at first, as HTML. */
export function htmlOf(part: ReactNode, session: Partial<Session> = {}, settings: Partial<Settings> = {}): string {
  const usual = sessionWith({ width: 8, height: 8, layerName: 'Layer 1' });
  const editor = editorWith({ ...usual, settings: { ...usual.settings, ...settings }, ...session });
  return renderToStaticMarkup(<EditorContext value={editor}>{part}</EditorContext>);
}

/** The words of an HTML text, in order, each with one space before the next. */
export function wordsOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The values of an attribute, in order. */
export function attributesOf(html: string, name: string): readonly string[] {
  return [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value);
}
