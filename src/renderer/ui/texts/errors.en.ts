/** What happened, and what to do about it. */
export interface ErrorWords {
  readonly what: string;
  readonly todo: string;
}

/** The failures that an artist can meet, by code. */
export const errorsEn = {
  internal: { what: 'Something in Celkiln did not work.', todo: 'Your sprites are unharmed. Try it once more.' },
  not_available: { what: 'That is not possible right now.', todo: 'Restart Celkiln and try once more.' },

  file_not_found: { what: 'The file is not there any more.', todo: 'Look whether it was moved or renamed.' },
  folder_not_found: { what: 'The folder is not there any more.', todo: 'Save to another place.' },
  permission_denied: { what: 'This file is not open to you.', todo: 'Save to a folder of your own.' },
  read_only: { what: 'This place cannot be written to.', todo: 'Save to another place.' },
  disk_full: { what: 'The disk is full. The old file is unharmed.', todo: 'Make room, then save again.' },
  file_busy: { what: 'Another program holds the file.', todo: 'Close it there, then try again.' },
  file_failed: { what: 'The disk did not do its work.', todo: 'Try another place.' },
  file_too_large: { what: 'The file is too large to open.', todo: 'Choose a smaller one.' },
  not_a_file: { what: 'That is not a file.', todo: 'Choose a file, not a folder.' },
  not_granted: { what: 'Celkiln may not open this file yet.', todo: 'Open it once through File > Open.' },
  recovery_failed: {
    what: 'Unsaved sprites cannot be kept for recovery right now.',
    todo: 'Save often, and look whether the disk is full. You can draw on.',
  },
  bad_name: { what: 'A file cannot have that name.', todo: 'Choose another name.' },

  not_an_image: { what: 'The image cannot be read.', todo: 'It may be damaged. Try PNG, GIF, WebP or JPEG.' },
  wrong_format: { what: 'The file is not what its name says.', todo: 'Check that it is the right file.' },
  truncated: { what: 'The end of the file is missing.', todo: 'Copy or download it again.' },
  invalid: { what: 'The file is damaged.', todo: 'Open an older copy of it.' },
  unsupported: { what: 'The file holds something that Celkiln cannot read.', todo: 'Save it in another format.' },
  too_large: { what: 'That is larger than Celkiln can hold.', todo: 'Sprites go up to 8192 pixels a side.' },
  too_many_colors: {
    what: 'The picture has more than 256 colours.',
    todo: 'Choose a palette, or a picture with fewer.',
  },
  not_encodable: { what: 'This format cannot hold the sprite.', todo: 'Save it as .aseprite, which holds everything.' },

  not_a_video: { what: 'That is not a video.', todo: 'Choose an mp4, webm, mov, mkv or gif.' },
  video_truncated: { what: 'The end of the video is missing.', todo: 'Copy or download it again.' },
  no_picture: { what: 'There is only sound in this file.', todo: 'Choose a video with a picture.' },
  decode_failed: { what: 'The video cannot be read.', todo: 'Try another one, or convert it to mp4.' },
  encode_failed: { what: 'The video could not be written.', todo: 'Try it once more.' },
  ffmpeg_missing: {
    what: 'The program that reads videos, ffmpeg, is not installed.',
    todo: 'Install ffmpeg, or set its path in the preferences.',
  },
  timeout: { what: 'That took too long.', todo: 'Try again, with a shorter video if it is your own.' },
  canceled: { what: 'Canceled.', todo: 'Nothing in your sprites has changed.' },

  bad_request: { what: 'That was not accepted.', todo: 'Check what you typed, and the numbers, then try again.' },
  unauthorized: { what: 'You are not signed in any more.', todo: 'Sign in and try again.' },
  quota_budget: { what: 'This month’s budget is used up.', todo: 'Raise the limit, or wait for next month.' },
  quota_active: { what: 'All the jobs you may have at once are running.', todo: 'Wait until one of them is done.' },
  bad_answer: {
    what: 'The server answered something that makes no sense.',
    todo: 'Check the address of your project.',
  },
  quota_day: { what: 'That was the last job for today.', todo: 'Try again tomorrow.' },
  conflict: { what: 'This job has been sent before.', todo: 'Run it again as a new one.' },
  rate_limited: { what: 'Too many prompts at once.', todo: 'Wait a minute, then try again.' },
  provider_busy: { what: 'The video provider is busy.', todo: 'Try again in a few minutes.' },
  provider_unavailable: { what: 'The video provider does not answer.', todo: 'Try again in a few minutes.' },
  content_moderated: {
    what: 'The video provider does not make this kind of picture.',
    todo: 'Say it in other words.',
  },
  provider_budget: {
    what: 'The credit with the video provider is used up.',
    todo: 'Add some in the account there, or ask whoever runs the project.',
  },
  bad_frame: { what: 'The video provider could not use the frame that was sent.', todo: 'Try again without it.' },
  provider_failed: { what: 'The video provider could not make this clip.', todo: 'Try again, or change the prompt.' },
  provider_lost: { what: 'The video provider has lost this job.', todo: 'Run it again.' },
  submit_failed: { what: 'The prompt did not reach the video provider.', todo: 'Try again in a minute.' },
  moderated: { what: 'The video provider refused this prompt.', todo: 'Put it in other words.' },
  expired: { what: 'The job waited too long and was given up.', todo: 'Run it again.' },
  bad_video_url: {
    what: 'The finished video is somewhere Celkiln does not fetch from.',
    todo: 'Its host must be allowed first; the guide on troubleshooting says how.',
  },
  download_failed: { what: 'The video could not be downloaded.', todo: 'Check your network, then try again.' },
  url_expired: { what: 'The finished video is no longer there to download.', todo: 'Run it again.' },
  frame_too_large: {
    what: 'This frame holds too much detail to start from.',
    todo: 'Make the sprite smaller, or leave the frame out.',
  },
  video_too_large: { what: 'The finished video is too large to download.', todo: 'Run it again.' },
  other_connection: {
    what: 'This job belongs to another connection.',
    todo: 'Switch back to that one, and the job goes on.',
  },
  job_gone: { what: 'The job is not there any more.', todo: 'Run it again.' },
  range_too_long: {
    what: 'This part of the video is too long.',
    todo: 'Choose a shorter range, fewer frames per second, or a smaller size.',
  },
  superseded: { what: 'Newer settings took over.', todo: 'Their frames are on the way.' },
  studio_closed: { what: 'This studio is closed.', todo: 'Open the video again.' },
  source_changed: { what: 'The video is not the same file any more.', todo: 'Open it again.' },
  video_not_kept: { what: 'The video is no longer kept.', todo: 'Open the file itself, or generate anew.' },
  video_changed: {
    what: 'The job has another video now than the one that these frames were cut from.',
    todo: 'To take the new one, fetch it again in Jobs and costs.',
  },
  other_video: { what: 'This is another video.', todo: 'Choose the one that the frames were cut from.' },
  not_ready: { what: 'The frames are not ready yet.', todo: 'Wait until the job is done.' },
  unknown_generation: { what: 'This clip is not in the list any more.', todo: 'Generate it again.' },
  provider_timeout: { what: 'The video provider took too long.', todo: 'Run it again.' },
  unknown_job: { what: 'This job is not known any more.', todo: 'Run it again.' },

  offline: { what: 'There is no network.', todo: 'Check your connection, then try again.' },
  unreachable: { what: 'The server does not answer.', todo: 'Check its address and your network.' },
  wrong_key: { what: 'The project does not take this key.', todo: 'Copy the publishable key from its settings.' },
  backend_failed: { what: 'The generator on this computer has stopped.', todo: 'Try again; the job goes on.' },
  invalid_credentials: { what: 'Email and password do not go together.', todo: 'Check both and try again.' },
  user_already_exists: { what: 'There is an account with this email already.', todo: 'Sign in instead.' },
  no_project: { what: 'No project is set up.', todo: 'Enter its URL and key in the preferences.' },
  not_deployed: { what: 'Your project has no video functions yet.', todo: 'Deploy them; the guide says how.' },
  unavailable: { what: 'Your project cannot answer right now.', todo: 'Try again in a minute.' },
  confirm_email: { what: 'Your account is made.', todo: 'Open the link in the message you got, then sign in.' },
  not_trusted: { what: 'That was refused for safety.', todo: 'Restart Celkiln and try once more.' },
  weak_password: { what: 'This password is too easy to guess.', todo: 'Choose a longer one.' },
  email_not_confirmed: {
    what: 'Your email is not confirmed yet.',
    todo: 'Open the link in the message you got, then sign in.',
  },
  schema_missing: {
    what: 'Your project has no tables for videos yet.',
    todo: 'Set up its database; the guide on deployment says how.',
  },
  schema_old: {
    what: 'The database of your project is older than this version of Celkiln.',
    todo: 'Bring it up to date: supabase db push --remote.',
  },
  functions_missing: {
    what: 'Your project lacks some of the video functions.',
    todo: 'Deploy them; the guide on deployment says how.',
  },
  webhook_closed: {
    what: 'Your project lets no video provider call it.',
    todo: 'Switch Verify JWT off for the functions video-webhook and video-reconcile.',
  },
  provider_not_set_up: {
    what: 'The video provider is not set up in your project.',
    todo: 'Set its key among the secrets of the functions.',
  },
  realtime_refused: {
    what: 'Your project does not let you hear of your own jobs.',
    todo: 'Set up its database anew; it lacks a policy on realtime.messages.',
  },
  realtime_silent: {
    what: 'Live updates do not arrive. Celkiln asks now and then instead.',
    todo: 'Switch Realtime on in your project, or let web sockets through your network.',
  },
  secret_key: {
    what: 'This is the secret key, which opens everything.',
    todo: 'Enter the publishable key, and make a new secret one.',
  },
  wrong_provider_key: {
    what: 'The video provider does not take this key.',
    todo: 'Copy it once more from your account there; in a project, whoever runs it must.',
  },
  no_key: {
    what: 'There is no key for the video provider.',
    todo: 'Enter one in the preferences; the job then goes on.',
  },
  no_browser: { what: 'There is no browser to sign in with.', todo: 'Sign in with your email.' },
  sign_in_refused: { what: 'The sign-in in the browser did not work.', todo: 'Try again, or sign in another way.' },
  sign_in_failed: { what: 'The sign-in did not work.', todo: 'Try again, or sign in another way.' },
  otp_expired: { what: 'This code is wrong or too old.', todo: 'Have another one sent.' },
  over_email_send_rate_limit: {
    what: 'Too many messages were sent.',
    todo: 'Wait some minutes, then have another one sent.',
  },
  email_address_invalid: { what: 'No message can be sent to this address.', todo: 'Check the address.' },
  signup_disabled: { what: 'This project takes no new accounts.', todo: 'Ask whoever runs it for one.' },
  backend_temporary: {
    what: 'Another Celkiln is open, and keeps the list of jobs.',
    todo: 'Jobs of this window run, but are not in the history. Close the other one first.',
  },
  backend_set_aside: {
    what: 'The list of jobs on this computer could not be read.',
    todo: 'It was put aside, and a new one begun. Your sprites are unharmed.',
  },
  settings_set_aside: {
    what: 'The settings could not be read.',
    todo: 'They were put aside beside the old file, and Celkiln began with its own.',
  },
  invalid_url: { what: 'That is not the URL of a project.', todo: 'Copy it from your project’s settings.' },
} satisfies Record<string, ErrorWords>;

export type ErrorCode = keyof typeof errorsEn;
