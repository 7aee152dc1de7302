/** What the system's own dialogs say. */
export interface DialogTexts {
  readonly filters: Readonly<
    Record<'all' | 'everything' | 'aseprite' | 'image' | 'video' | 'palette' | 'gif' | 'png' | 'webp' | 'json', string>
  >;
  readonly unsaved: {
    readonly message: (name: string) => string;
    readonly detail: string;
    readonly save: string;
    readonly discard: string;
    readonly cancel: string;
  };
  readonly replace: {
    readonly message: (name: string, count: number) => string;
    readonly detail: string;
    readonly replace: string;
    readonly cancel: string;
  };
  readonly sequence: {
    readonly message: (name: string, count: number) => string;
    readonly detail: string;
    readonly open: string;
    readonly cancel: string;
  };
  readonly program: {
    readonly message: string;
    readonly detail: (path: string) => string;
    readonly allow: string;
    readonly cancel: string;
  };
  readonly stuck: {
    readonly message: string;
    readonly detail: string;
    readonly wait: string;
    readonly close: string;
  };
  /** Of the system's notifications. */
  readonly done: { readonly ready: string; readonly failed: string };
  readonly waiting: { readonly title: string; readonly order: string; readonly files: string };
  readonly crashed: {
    readonly message: string;
    readonly detail: string;
    readonly reload: string;
    readonly close: string;
  };
}

const en: DialogTexts = {
  filters: {
    all: 'Sprites, pictures and videos',
    everything: 'All files',
    aseprite: 'Aseprite sprites',
    image: 'Pictures',
    video: 'Videos',
    palette: 'Palettes',
    gif: 'Animated GIF',
    png: 'PNG picture',
    webp: 'WebP',
    json: 'JSON data',
  },
  unsaved: {
    message: (name) => `Save the changes to “${name}”?`,
    detail: 'Otherwise they are lost.',
    save: 'Save',
    discard: 'Don’t save',
    cancel: 'Cancel',
  },
  replace: {
    message: (name, count) => (count === 1 ? `Replace “${name}”?` : `Replace “${name}” and ${count - 1} more files?`),
    detail: 'They are there already, and go with what you export.',
    replace: 'Replace',
    cancel: 'Cancel',
  },
  sequence: {
    message: (name, count) => `“${name}” is the first of ${count} numbered pictures`,
    detail: 'Open them as the frames of one sprite?',
    open: 'Open as frames',
    cancel: 'Only this one',
  },
  program: {
    message: 'Run this program to read videos?',
    detail: (path) => `${path}\n\nAllow it only if you chose it yourself.`,
    allow: 'Allow',
    cancel: 'Cancel',
  },
  stuck: {
    message: 'The window does not answer',
    detail:
      'It has changes that are not saved. If you close it now, only what is kept for recovery is offered at the next start.',
    wait: 'Wait',
    close: 'Close',
  },
  done: { ready: 'The frames are ready', failed: 'A generation did not work' },
  waiting: {
    title: 'Celkiln is still ending',
    order:
      'An order is on its way to the video provider. Celkiln ends when the answer is there, in half a minute at most.',
    files: 'A file is still being written. Celkiln ends when it is on the disk.',
  },
  crashed: {
    message: 'The window stopped working',
    detail: 'What is kept of your unsaved sprites is offered when it starts again. Running generations go on.',
    reload: 'Start it again',
    close: 'Close',
  },
};

const ko: DialogTexts = {
  filters: {
    all: '스프라이트, 그림, 동영상',
    everything: '모든 파일',
    aseprite: 'Aseprite 스프라이트',
    image: '그림',
    video: '동영상',
    palette: '팔레트',
    gif: '움직이는 GIF',
    png: 'PNG 그림',
    webp: 'WebP',
    json: 'JSON 데이터',
  },
  unsaved: {
    message: (name) => `“${name}”의 변경 내용을 저장할까요?`,
    detail: '저장하지 않으면 사라집니다.',
    save: '저장',
    discard: '저장 안 함',
    cancel: '취소',
  },
  replace: {
    message: (name, count) =>
      count === 1 ? `“${name}” 파일을 바꿀까요?` : `“${name}” 외 파일 ${count - 1}개를 바꿀까요?`,
    detail: '내보내기와 함께 쓰이는 파일이 이미 있습니다.',
    replace: '바꾸기',
    cancel: '취소',
  },
  sequence: {
    message: (name, count) => `“${name}”부터 번호가 이어지는 그림이 ${count}장 있습니다`,
    detail: '한 스프라이트의 프레임으로 열까요?',
    open: '프레임으로 열기',
    cancel: '이 그림만',
  },
  program: {
    message: '동영상을 읽는 데 이 프로그램을 실행할까요?',
    detail: (path) => `${path}\n\n직접 고른 프로그램일 때만 허용하세요.`,
    allow: '허용',
    cancel: '취소',
  },
  stuck: {
    message: '창이 응답하지 않습니다',
    detail:
      '저장하지 않은 변경 내용이 있습니다. 지금 닫으면 복구용으로 보관된 것만 다음에 시작할 때 복구할 수 있습니다.',
    wait: '기다리기',
    close: '닫기',
  },
  done: { ready: '프레임이 준비되었습니다', failed: '생성하지 못했습니다' },
  waiting: {
    title: 'Celkiln이 아직 끝나는 중입니다',
    order: '동영상 제공사로 주문이 가고 있습니다. 답이 오면 끝나며, 길어야 30초쯤 걸립니다.',
    files: '아직 파일을 쓰고 있습니다. 디스크에 다 쓰면 끝납니다.',
  },
  crashed: {
    message: '창이 멈췄습니다',
    detail: '복구용으로 보관된 스프라이트는 다시 시작할 때 복구할 수 있습니다. 진행 중인 생성은 계속됩니다.',
    reload: '다시 시작',
    close: '닫기',
  },
};

export const DIALOG_TEXTS = { en, ko } as const;
