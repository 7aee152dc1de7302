import type { MotionName } from './motions/motions.ts';
import type { BackgroundName } from './paint/background.ts';
import type { Rgb } from './paint/material.ts';
import type { SubjectName } from './subjects/subjects.ts';

/** Words of a prompt and what they mean, English and Korean, without their endings. */
export type Vocabulary<Name extends string> = Readonly<Record<Name, readonly string[]>>;

export const SUBJECT_WORDS: Vocabulary<SubjectName> = {
  cat: words(
    'cat kitten kitty tabby feline tiger lion leopard fox dog puppy wolf 고양이 냥이 야옹이 새끼고양이 호랑이 사자 여우 강아지 개 늑대',
  ),
  knight: words(
    'knight warrior soldier paladin hero swordsman swordsmen fighter guard samurai 기사 전사 용사 병사 검사 무사 성기사',
  ),
  slime: words('slime blob jelly ooze goo pudding 슬라임 젤리 푸딩'),
  bird: words(
    'bird birdie chick chicken duck owl parrot penguin crow sparrow eagle phoenix 새 병아리 닭 오리 부엉이 올빼미 앵무새 펭귄 참새 독수리',
  ),
  robot: words('robot android mech mecha droid cyborg bot automaton 로봇 안드로이드 메카'),
  flame: words('flame fire fireball torch ember campfire bonfire blaze 불 불꽃 화염 모닥불 횃불 불덩이'),
  ghost: words('ghost spirit phantom spook specter spectre boo wraith 유령 귀신 고스트 혼령'),
  tree: words('tree treant ent oak bush plant 나무 식물 덤불'),
  dragon: words('dragon drake wyvern dinosaur dino lizard 용 드래곤 공룡 도마뱀'),
  fish: words('fish goldfish clownfish shark koi carp whale dolphin 물고기 금붕어 붕어 상어 잉어 고래 돌고래'),
  wizard: words('wizard mage witch sorcerer sorceress warlock magician 마법사 마녀 마술사'),
};

export const MOTION_WORDS: Vocabulary<MotionName> = {
  walk: words(
    'walk walking stroll strolling march marching step stepping wander wandering 걷 걸어 걸음 걷기 산책 행진 워킹',
  ),
  run: words(
    'run running sprint sprinting dash dashing gallop galloping race racing chase chasing 달리 달려 달리기 질주 뛰어가 뛰어다니',
  ),
  idle: words(
    'idle idling stand standing wait waiting rest resting sit sitting sleep 대기 가만히 서있 숨쉬 기다리 쉬는 앉아',
  ),
  jump: words('jump jumping leap leaping hop hopping bounce bouncing 점프 뛰어오르 뛰는 뛰기 뛰고 폴짝 깡충 도약 통통'),
  attack: words(
    'attack attacking fight fighting slash slashing strike striking hit hitting punch punching bite biting cast casting swing swinging 공격 베는 베기 휘두르 휘둘러 때리 싸우 싸움 찌르 펀치 물어',
  ),
  spin: words(
    'spin spinning rotate rotating turning twirl twirling turntable 회전 돌아 도는 돌고 빙글 빙빙 스핀 턴테이블',
  ),
  fly: words('fly flying soar soaring glide gliding swim swimming flap flapping 날아 날고 비행 날갯짓 헤엄 수영'),
};

export type ColorName =
  | 'red'
  | 'orange'
  | 'yellow'
  | 'gold'
  | 'green'
  | 'mint'
  | 'blue'
  | 'sky'
  | 'purple'
  | 'pink'
  | 'white'
  | 'black'
  | 'grey'
  | 'silver'
  | 'brown';

export const COLOR_WORDS: Vocabulary<ColorName> = {
  red: words('red crimson scarlet ruby 빨간 빨강 붉은 적색'),
  orange: words('orange ginger 주황 오렌지'),
  yellow: words('yellow lemon 노란 노랑 노랗'),
  gold: words('gold golden 황금 금색 금빛'),
  green: words('green emerald lime 초록 녹색 연두 푸르른'),
  mint: words('mint teal turquoise cyan 민트 청록 옥색'),
  blue: words('blue navy azure sapphire 파란 파랑 푸른 청색 남색'),
  sky: words('skyblue 하늘색 하늘빛'),
  purple: words('purple violet lavender indigo 보라 자주'),
  pink: words('pink rose magenta 분홍 핑크'),
  white: words('white ivory 하얀 하양 흰 백색 흰색'),
  black: words('black dark 검은 검정 까만 흑색'),
  grey: words('grey gray 회색 잿빛'),
  silver: words('silver steel iron 은색 은빛 강철'),
  brown: words('brown chocolate bronze 갈색 밤색 초콜릿'),
};

/** Paints that still show light and shade: no full black, no full white. */
export const PAINTS: Readonly<Record<ColorName, Rgb>> = {
  red: [224, 62, 60],
  orange: [244, 146, 52],
  yellow: [250, 218, 74],
  gold: [240, 188, 62],
  green: [86, 190, 84],
  mint: [72, 204, 188],
  blue: [66, 126, 232],
  sky: [126, 200, 250],
  purple: [144, 92, 218],
  pink: [250, 142, 186],
  white: [240, 240, 248],
  black: [66, 62, 84],
  grey: [142, 148, 160],
  silver: [190, 202, 220],
  brown: [152, 100, 62],
};

export const BACKGROUND_WORDS = words('background backdrop screen bg 배경 바탕');

/** Colours of a background, by the colour word that stands before it. */
export const BACKGROUND_COLORS: Readonly<Record<ColorName, BackgroundName>> = {
  red: 'magenta',
  orange: 'grey',
  yellow: 'grey',
  gold: 'grey',
  green: 'green',
  mint: 'green',
  blue: 'blue',
  sky: 'blue',
  purple: 'magenta',
  pink: 'magenta',
  white: 'white',
  black: 'black',
  grey: 'grey',
  silver: 'grey',
  brown: 'grey',
};

function words(list: string): readonly string[] {
  return list.split(' ');
}
