import { setOnionSkin } from '../../editor/actions.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';

/** Most frames on either side; farther ones could not be seen. */
const MOST = 8;

/** How many frames before and after the current one shine through, each count marked by the tint it has on the canvas. */
export function OnionFields() {
  const t = useTexts();
  const update = useUpdate();
  const { before, after } = useSession((session) => session.onionSkin);
  return (
    <span className="onion">
      <span className="onion__count onion__count--before" data-tip={t.onionBefore}>
        <NumberField
          label={t.onionBefore}
          value={before}
          least={0}
          most={MOST}
          onChange={(count) => update((session) => setOnionSkin(session, { before: count }))}
        />
      </span>
      <span className="onion__count onion__count--after" data-tip={t.onionAfter}>
        <NumberField
          label={t.onionAfter}
          value={after}
          least={0}
          most={MOST}
          onChange={(count) => update((session) => setOnionSkin(session, { after: count }))}
        />
      </span>
    </span>
  );
}
