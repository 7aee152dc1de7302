import type { Answer, Api, GrantedFile, Requests } from '../../../shared/ipc.ts';
import { RequestFailed } from '../../editor/requestFailed.ts';

/** Main's answers as plain promises; a failure is thrown as a RequestFailed. */
export function requestsOf(api: Api<File>): Requests {
  return {
    environment: () => value(api.environment()),
    chooseFiles: (purpose) => value(api.chooseFiles(purpose)),
    chooseSavePlace: (name, format) => value(api.chooseSavePlace(name, format)),
    placesBeside: (place, wanted) => value(api.placesBeside(place, wanted)),
    sequenceOf: (file) => value(api.sequenceOf(file)),
    readFile: (file) => value(api.readFile(file)),
    writeFile: (file, bytes) => value(api.writeFile(file, bytes)),
    recentFiles: () => value(api.recentFiles()),
    rememberFile: (file, thumbnail) => value(api.rememberFile(file, thumbnail)),
    keepPart: (document, at, bytes) => value(api.keepPart(document, at, bytes)),
    keepSprite: (document, about) => value(api.keepSprite(document, about)),
    forgetKept: (document) => value(api.forgetKept(document)),
    recoverables: () => value(api.recoverables()),
    readRecoverable: (id) => value(api.readRecoverable(id)),
    adoptRecoverable: (id, document) => value(api.adoptRecoverable(id, document)),
    discardRecoverable: (id) => value(api.discardRecoverable(id)),
    openRecoveryFolder: () => value(api.openRecoveryFolder()),
    decodePicture: (bytes) => value(api.decodePicture(bytes)),
    encodePng: (image) => value(api.encodePng(image)),
    encodeWebp: (animation) => value(api.encodeWebp(animation)),
    quote: () => value(api.quote()),
    generate: (request) => value(api.generate(request)),
    generations: () => value(api.generations()),
    cancelGeneration: (id) => value(api.cancelGeneration(id)),
    retryGeneration: (id) => value(api.retryGeneration(id)),
    forgetGeneration: (id) => value(api.forgetGeneration(id)),
    clipOf: (id) => value(api.clipOf(id)),
    takeOf: (id) => value(api.takeOf(id)),
    acknowledgeGeneration: (id) => value(api.acknowledgeGeneration(id)),
    saveSourceVideo: (id) => value(api.saveSourceVideo(id)),
    openSourceVideo: (id) => value(api.openSourceVideo(id)),
    fetchVideoAgain: (id) => value(api.fetchVideoAgain(id)),
    thumbnailOf: (id) => value(api.thumbnailOf(id)),
    openStudio: (id, source) => value(api.openStudio(id, source)),
    studioPicture: (id, seconds, side) => value(api.studioPicture(id, seconds, side)),
    studioStrip: (id, from, to, count, side) => value(api.studioStrip(id, from, to, count, side)),
    cutStudio: (id, settings, pass) => value(api.cutStudio(id, settings, pass)),
    saveStudioVideo: (id, name) => value(api.saveStudioVideo(id, name)),
    closeStudio: (id) => value(api.closeStudio(id)),
    connection: () => value(api.connection()),
    signIn: (email, password) => value(api.signIn(email, password)),
    signUp: (email, password) => value(api.signUp(email, password)),
    signOut: () => value(api.signOut()),
    signInWays: () => value(api.signInWays()),
    sendCode: (email) => value(api.sendCode(email)),
    signInWithCode: (email, code) => value(api.signInWithCode(email, code)),
    signInWithBrowser: (way) => value(api.signInWithBrowser(way)),
    cancelBrowserSignIn: () => value(api.cancelBrowserSignIn()),
    usage: () => value(api.usage()),
    limitSpending: (cents) => value(api.limitSpending(cents)),
    checkConnection: (check) => value(api.checkConnection(check)),
    keepProviderKey: (provider, key) => value(api.keepProviderKey(provider, key)),
    settings: () => value(api.settings()),
    changeSettings: (change) => value(api.changeSettings(change)),
    reportCrash: (name, stack) => value(api.reportCrash(name, stack)),
    describeWindow: (state) => value(api.describeWindow(state)),
    askAboutUnsaved: (name) => value(api.askAboutUnsaved(name)),
    finishFiles: () => value(api.finishFiles()),
    closeWindow: () => value(api.closeWindow()),
    openHelp: (page) => value(api.openHelp(page)),
  };
}

export function grantDroppedOf(api: Api<File>): (file: File) => Promise<GrantedFile> {
  return (file) => value(api.grantDropped(file));
}

async function value<Value>(answering: Promise<Answer<Value>>): Promise<Value> {
  const answer = await answering;
  if (!answer.ok) throw new RequestFailed(answer.error);
  return answer.value;
}
