import { useTexts } from '../texts/useTexts.ts';
import { useCommand } from '../useCommand.ts';
import { useSession } from '../useSession.ts';
import { Modal } from './Modal.tsx';

export function AboutDialog() {
  const t = useTexts();
  const guide = useCommand('help');
  const version = useSession((session) => session.environment.version);
  return (
    <Modal title={t.aboutTitle}>
      <p>{t.aboutLine}</p>
      <p className="hint">{t.aboutVersion(version)}</p>
      <p className="hint">{t.aboutLicense}</p>
      <button type="button" className="link" onClick={guide.onPress}>
        {t.aboutGuide}
      </button>
    </Modal>
  );
}
