import type { CommandId } from '../../../shared/commands.ts';
import { showDialog } from '../../editor/actions.ts';
import { spriteOf } from '../../editor/documents.ts';
import { tagAround } from '../../editor/playback.ts';
import { activeDocument } from '../../editor/session.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useCommand } from '../useCommand.ts';
import { useSession, useUpdate } from '../useSession.ts';
import { Menu, MenuItem } from './Menu.tsx';

export interface TimelineMenuPlace {
  /** CSS pixels in the window. */
  readonly x: number;
  readonly y: number;
  readonly about: 'cel' | 'layer';
}

/** Groups of commands with a line between them. */
const COMMANDS: Readonly<Record<TimelineMenuPlace['about'], readonly (readonly CommandId[])[]>> = {
  cel: [
    ['newFrame', 'newEmptyFrame'],
    ['duplicateCel', 'linkCel', 'unlinkCel'],
    ['frameProperties', 'newTag', 'reverseFrames'],
    ['deleteFrame'],
  ],
  layer: [['newLayer', 'newGroup', 'duplicateLayer'], ['layerProperties'], ['deleteLayer']],
};

/** What can be done with the current cel, frame or layer. */
export function TimelineMenu({ place, onClose }: { readonly place: TimelineMenuPlace; readonly onClose: () => void }) {
  const t = useTexts();
  const update = useUpdate();
  const document = useSession(activeDocument);
  const tag = document && tagAround(spriteOf(document), document.frame);
  return (
    <Menu label={t.timelineMenu} x={place.x} y={place.y} onClose={onClose}>
      {COMMANDS[place.about].map((group) => (
        <div key={group[0]} className="menu__group">
          {group.map((id) => (
            <CommandItem key={id} id={id} onClose={onClose} />
          ))}
        </div>
      ))}
      {tag && place.about === 'cel' && (
        <div className="menu__group">
          <MenuItem
            label={t.timelineTagEdit(tag.name)}
            shortcut={undefined}
            disabled={false}
            onPress={() => {
              onClose();
              update((session) => showDialog(session, { kind: 'tagProperties', tag: tag.id }));
            }}
          />
        </div>
      )}
    </Menu>
  );
}

function CommandItem({ id, onClose }: { readonly id: CommandId; readonly onClose: () => void }) {
  const { label, shortcut, disabled, onPress } = useCommand(id);
  return (
    <MenuItem
      label={label}
      shortcut={shortcut}
      disabled={disabled}
      onPress={() => {
        onClose();
        onPress();
      }}
    />
  );
}
