import type { CallbackFigures } from '../../../shared/usage.ts';
import type { activityEn } from './activity.en.ts';

const askedAfter = ({ polled, settled }: CallbackFigures): string =>
  polled === 0
    ? '직접 물어야 했던 작업은 없습니다.'
    : `끝난 작업 ${settled}개 중 ${polled}개는 콜백이 오지 않아 직접 물어서 알았습니다.`;

/** The texts of the dialog with jobs, costs and figures in Korean. */
export const activityKo: typeof activityEn = {
  activityTitle: '작업과 비용',
  activityPages: { jobs: '작업', costs: '비용', figures: '통계' },
  historySearch: '프롬프트 찾기',
  historyState: '상태',
  historyStates: { all: '모든 상태', running: '진행 중', done: '완료', failed: '실패', canceled: '취소됨' },
  historyProvider: '생성기',
  historyProviders: '모든 생성기',
  historyWhen: '날짜',
  historyDates: { all: '전체 기간', day: '최근 24시간', week: '최근 7일', month: '최근 30일' },
  historyNone: '조건에 맞는 작업이 없습니다.',
  historyAll: '모든 작업 보기',
  historyEmpty: '아직 작업이 없습니다. 생성한 것이 여기에 쌓이며 다시 쓸 수 있습니다.',
  historyFirst: '프롬프트로 생성하기',
  historyCount: (shown: number, all: number) => `${all}개 중 ${shown}개`,
  historyMore: '더 보기',
  historyReuse: '이 설정 다시 쓰기',
  historyOpenVideo: '원본 영상 열기',
  historyFetch: '영상 다시 받기',
  historyRetry: '다시 실행',

  usageLoading: '통계를 가져오는 중',
  usageNone: '아직 보여 줄 것이 없습니다.',
  usageEmpty: '최근 30일 동안 작업이 없습니다.',
  usageSignIn: '프로젝트에 로그인하면 볼 수 있습니다.',
  usageKey: '영상 제공사의 키를 넣으면 볼 수 있습니다.',
  usageOld: (parts: string) =>
    `프로젝트가 Celkiln보다 오래되어 모두 보여 주지는 못합니다. 배포 안내를 따라 올리세요. 빠진 것: ${parts}.`,
  usageParts: {
    month: '이번 달',
    ledger: '구매 내역',
    days: '날짜별 작업과 비용',
    jobs: '시간과 실패',
    callbacks: '콜백',
  },
  usageFailed: '통계를 가져오지 못했습니다.',
  costsMonth: '이번 달',
  costsOf: (used: string, most: string) => `한도 $${most} 중 $${used}`,
  costsEstimate: (version: string) => `${version} 가격표로 어림한 값이며, 제공사가 알린 실제 값이 있으면 그 값입니다.`,
  costsLedger: '구매 내역',
  costsWhen: '날짜',
  costsProvider: '제공사',
  costsEstimated: '추정',
  costsTrue: '실제 비용',
  costsFree: '데모 생성기는 무료입니다.',
  costsLimit: '한도 바꾸기',
  figuresDays: '최근 30일',
  figuresPerDay: '하루 작업 수',
  figuresRate: '성공률',
  figuresAverage: '평균 시간',
  figuresP95: '95% 완료 시간',
  figuresSeconds: (seconds: number) => `${seconds}초`,
  figuresJobs: '작업 수',
  figuresAll: '전체',
  figuresMoney: '비용',
  figuresTime: '작업 시간(초)',
  figuresFailures: '실패한 이유',
  figuresNoFailures: '실패한 작업이 없습니다.',
  figuresCallbacks: '콜백, 최근 14일',
  figuresNoCallbacks: '보낸 작업이 없습니다.',
  figuresCallbackLine: (of: CallbackFigures) =>
    [
      `${of.arrived}번 도착: 수락 ${of.accepted}, 거부 ${of.refused}, 반복 ${of.repeated}`,
      ...(of.unsettled === 0 ? [] : [`, 미처리 ${of.unsettled}`]),
      ...(of.settled === 0 ? ['.'] : [`. ${askedAfter(of)}`]),
    ].join(''),
  figuresPolledOnly: (settled: number) =>
    `여기서는 콜백을 보내지 않습니다. 대신 직접 물어서 작업 ${settled}개가 끝난 것을 알았습니다.`,
  figuresTable: '표로 보기',
  figuresDay: '날짜',
  figuresPeak: (value: string, day: string) => `최대 ${value}, ${day}`,
  figuresNothing: '없음',
  figuresFailed: '실패',
};
