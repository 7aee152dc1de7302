import type { recoveryEn } from './recovery.en.ts';

/** The texts of recovering unsaved sprites in Korean. */
export const recoveryKo: typeof recoveryEn = {
  recoveryTitle: '저장하지 않은 스프라이트 복구',
  recoveryIntro:
    '저장하기 전에 Celkiln이 꺼졌습니다. 결정하실 때까지 파일 > 저장하지 않은 스프라이트 복구에 남아 있습니다.',
  recoveryNone: '복구할 것이 없습니다.',
  recoveryOpen: '복구',
  recoveryAll: '모두 복구',
  recoveryLater: '나중에 결정',
  recoveryDiscard: '버리기',
  recoveryDiscardSure: '완전히 버리기',
  recoveryKeep: '남겨 두기',
  recoveryUnnamed: '이름 없는 스프라이트',
  recoveryNever: '파일로 저장한 적이 없습니다.',
  recoveryThere: '파일보다 새롭습니다. 파일은 그대로입니다.',
  recoveryChanged: '이 사본을 만든 뒤에 파일이 바뀌었습니다. 덮어쓰기 전에 둘을 견주어 보세요.',
  recoveryGone: '파일이 없어졌습니다. 저장할 때 위치를 묻습니다.',
  recoveryDamaged: '사본이 손상되어 일부만 읽을 수 있습니다.',
  recoveryLost: (file: string) => `사본이 손상되어 아무것도 읽을 수 없습니다: ${file}`,
  recoverySetting: '복구',
  recoverySwitch: '저장하지 않은 스프라이트를 복구용으로 보관',
  recoveryHint: '비정상 종료 후 다음에 시작할 때 복구할 수 있습니다. 저장하거나 닫으면 사본을 지웁니다.',
  recoveryFolder: '폴더 열기',
};
