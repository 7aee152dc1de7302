import type { timelineEn } from './timeline.en.ts';

/** The texts of the timeline and the preview in Korean. */
export const timelineKo = {
  timelineLabel: '타임라인',
  timelineResize: '타임라인 높이',
  timelineTransport: '재생',
  timelineFrames: '프레임',
  timelinePlay: '재생',
  timelineStop: '정지',
  timelineFrameOf: (number: number, count: number) => `프레임 ${number}/${count}`,
  timelineDuration: '이 프레임의 길이(밀리초)',
  timelineMs: 'ms',
  timelinePictures: '셀 그림 보기',
  timelineTag: (name: string, from: number, to: number) => `${name}, 프레임 ${from}~${to}`,
  timelineTagTip: (name: string, from: number, to: number) => `${name} · ${from}~${to} · 두 번 클릭해 편집`,
  timelineTagEdit: (name: string) => `태그 편집: ${name}`,
  timelineFrame: (number: number, milliseconds: number) => `프레임 ${number}, ${milliseconds}ms`,
  timelineCel: (layer: string, frame: number) => `${layer}, 프레임 ${frame}`,
  timelineCelEmpty: (layer: string, frame: number) => `${layer}, 프레임 ${frame}, 비어 있음`,
  timelineCelLinked: (layer: string, frame: number) => `${layer}, 프레임 ${frame}, 연결됨`,
  timelineLayerName: '레이어 이름',
  timelineMenu: '이 프레임과 레이어의 명령',
  onionBefore: '어니언 스킨: 앞 프레임 수',
  onionAfter: '어니언 스킨: 뒤 프레임 수',

  previewLabel: '미리보기',
  previewPlay: '미리보기 재생',
  previewStop: '미리보기 정지',
  previewSize: '미리보기 크기',
  previewFit: '맞춤',
  previewNone: '스프라이트를 열면 움직임이 보입니다.',
} satisfies typeof timelineEn;
