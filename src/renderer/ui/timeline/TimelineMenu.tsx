import type { CommandId } from '../../../shared/commands.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useCommand } from '../useCommand.ts';
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
  return (
    <Menu label={t.timelineMenu} x={place.x} y={place.y} onClose={onClose}>
      {COMMANDS[place.about].map((group) => (
        <div key={group[0]} className="menu__group">
          {group.map((id) => (
            <CommandItem key={id} id={id} onClose={onClose} />
          ))}
        </div>
      ))}
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
