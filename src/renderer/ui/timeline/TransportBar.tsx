import {
  Blend,
  ChevronLeft,
  ChevronRight,
  Image,
  type LucideIcon,
  Play,
  Plus,
  SkipBack,
  SkipForward,
  Square,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import type { CommandId } from '../../../shared/commands.ts';
import { indexOf, setDuration } from '../../../shared/sprite/edits/frameEdits.ts';
import type { Frame } from '../../../shared/sprite/sprite.ts';
import { toggleCelPictures } from '../../editor/actions.ts';
import { edit, spriteOf } from '../../editor/documents.ts';
import type { Document } from '../../editor/session.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useCommand } from '../useCommand.ts';
import { useSession, useUpdate } from '../useSession.ts';
import { OnionFields } from './OnionFields.tsx';
import './TransportBar.css';

/** Playing, stepping, the current frame's duration, and what shines through. */
export function TransportBar({ document }: { readonly document: Document }) {
  const t = useTexts();
  const update = useUpdate();
  const pictures = useSession((session) => session.celPictures);
  const onion = useSession((session) => session.onionSkin.shown);
  const { frames } = spriteOf(document);
  const index = indexOf(spriteOf(document), document.frame);
  const frame = frames[index];
  return (
    <div className="transport">
      <div className="transport__group" role="toolbar" aria-label={t.timelineTransport}>
        <CommandIcon icon={SkipBack} id="firstFrame" />
        <CommandIcon icon={ChevronLeft} id="previousFrame" />
        <PlayButton playing={document.playback !== null} />
        <CommandIcon icon={ChevronRight} id="nextFrame" />
        <CommandIcon icon={SkipForward} id="lastFrame" />
      </div>
      <div className="transport__group" role="toolbar" aria-label={t.timelineFrames}>
        <CommandIcon icon={Plus} id="newFrame" />
        <CommandIcon icon={Trash2} id="deleteFrame" />
      </div>
      <span className="transport__frame">{t.timelineFrameOf(index + 1, frames.length)}</span>
      {frame && <DurationField key={frame.id} frame={frame} />}
      <div className="transport__group transport__group--end">
        <CommandIcon icon={Blend} id="toggleOnionSkin" pressed={onion} />
        <OnionFields />
        <IconButton
          icon={Image}
          label={t.timelinePictures}
          pressed={pictures}
          onPress={() => update(toggleCelPictures)}
        />
      </div>
    </div>
  );
}

function CommandIcon(props: {
  readonly icon: LucideIcon;
  readonly id: CommandId;
  readonly pressed?: boolean | undefined;
}) {
  return <IconButton icon={props.icon} pressed={props.pressed} {...useCommand(props.id)} />;
}

function PlayButton({ playing }: { readonly playing: boolean }) {
  const t = useTexts();
  const command = useCommand('play');
  return <IconButton {...command} icon={playing ? Square : Play} label={playing ? t.timelineStop : t.timelinePlay} />;
}

/** Milliseconds of the current frame; becomes one step of undo when the field is left. */
function DurationField({ frame }: { readonly frame: Frame }) {
  const t = useTexts();
  const update = useUpdate();
  const [draft, setDraft] = useState<number | null>(null);
  const commit = () => {
    if (draft !== null) update((session) => edit(session, 'frame', setDuration([frame.id], draft)));
    setDraft(null);
  };
  return (
    <span className="transport__duration">
      <NumberField
        label={t.timelineDuration}
        value={draft ?? frame.duration}
        least={1}
        most={65535}
        onChange={setDraft}
        onCommit={commit}
      />
      <span className="hint">{t.timelineMs}</span>
    </span>
  );
}
