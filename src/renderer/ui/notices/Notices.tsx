import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect } from 'react';
import { dismissNotice } from '../../editor/actions.ts';
import type { Notice } from '../../editor/session.ts';
import { IconButton } from '../controls/IconButton.tsx';
import type { Texts } from '../texts/en.ts';
import type { ErrorWords } from '../texts/errors.en.ts';
import { errorWords } from '../texts/errorWords.ts';
import { type Language, useLanguage, useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';
import './Notices.css';

/** How long a notice that asks for nothing stays. */
const SHOWN_MS = 5000;

/**
 * What there is to tell, in the corner. Errors stay until they are closed.
 *
 * @param inDialog They stand within the dialog that is open, which would cover those of the window.
 */
export function Notices({ inDialog = false }: { readonly inDialog?: boolean }) {
  const t = useTexts();
  const covered = useSession((session) => session.dialog !== null);
  const notices = useSession((session) => session.notices);
  if (covered !== inDialog) return null;
  return (
    <ul className="notices" aria-label={t.noticesLabel} aria-live="polite">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </ul>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { id, tone, file } = notice;
  const t = useTexts();
  const language = useLanguage();
  const update = useUpdate();
  useEffect(() => {
    if (tone === 'error') return;
    const timer = setTimeout(() => update((session) => dismissNotice(session, id)), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, tone, update]);
  const Icon = tone === 'error' ? CircleAlert : CircleCheck;
  const words = noticeWords(notice, t, language);
  const place = placeIn(notice);
  return (
    <li className="notice" data-tone={tone} role={tone === 'error' ? 'alert' : undefined}>
      <Icon size={16} className="notice__icon" aria-hidden="true" />
      <div className="notice__words">
        {file !== undefined && <p className="notice__file">{file}</p>}
        <p>{words.what}</p>
        {words.todo !== '' && <p className="hint">{words.todo}</p>}
        {place !== '' && <p className="hint">{place}</p>}
      </div>
      <IconButton icon={X} label={t.noticeClose} onPress={() => update((session) => dismissNotice(session, id))} />
    </li>
  );
}

/** What the file's codec says: where the damage is, or what cannot be written. */
function placeIn({ message, file }: Notice): string {
  return file !== undefined && 'message' in message && SAYS_PLACE.test(message.message) ? message.message : '';
}

/** As FormatError writes it. */
const SAYS_PLACE = /^Cannot write |, byte \d+: /;

function noticeWords({ message }: Notice, t: Texts, language: Language): ErrorWords {
  if ('message' in message) return errorWords(message, language);
  switch (message.code) {
    case 'saved':
      return { what: t.noticeSaved(message.name), todo: '' };
    case 'exported':
      return { what: t.noticeExported(message.name), todo: '' };
    case 'stillWriting':
      return { what: t.noticeStillWriting, todo: t.noticeStillWritingTodo };
    case 'inserted':
      return { what: t.noticeInserted(message.name), todo: '' };
    case 'fetchedSame':
      return { what: t.noticeFetched(message.name), todo: '' };
    case 'fetchedOther':
      return { what: t.noticeFetchedOther(message.name), todo: t.noticeFetchedOtherTodo };
  }
}
