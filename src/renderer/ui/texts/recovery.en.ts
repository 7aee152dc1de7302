/** The texts of recovering unsaved sprites in English. */
export const recoveryEn = {
  recoveryTitle: 'Recover unsaved sprites',
  recoveryIntro:
    'Celkiln ended before these were saved. They stay under File > Recover unsaved sprites until you decide.',
  recoveryNone: 'There is nothing to recover.',
  recoveryOpen: 'Recover',
  recoveryAll: 'Recover all',
  recoveryLater: 'Decide later',
  recoveryDiscard: 'Discard',
  recoveryDiscardSure: 'Discard for good',
  recoveryKeep: 'Keep it',
  recoveryUnnamed: 'Unnamed sprite',
  recoveryNever: 'Was never saved to a file.',
  recoveryThere: 'Newer than its file, which is as it was.',
  recoveryChanged: 'Its file was changed after this copy was made. Look at both before you save over it.',
  recoveryGone: 'Its file is gone. Save will ask for a place.',
  recoveryDamaged: 'The copy is damaged. A part of it can be read.',
  recoveryLost: (file: string) => `The copy is damaged; nothing in it can be read: ${file}`,
  recoverySetting: 'Recovery',
  recoverySwitch: 'Keep unsaved sprites for recovery',
  recoveryHint: 'After a crash they are offered at the next start. Saving or closing a sprite removes its copy.',
  recoveryFolder: 'Open the folder',
};
