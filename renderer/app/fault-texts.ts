/** What a person reads when something was refused or failed: what it means and what to do. One entry per code; a missing one does not compile. */
import type { Fault, FaultCode } from '../../shared/faults/faults.ts';

interface FaultText {
  readonly title: string;
  readonly what: string;
}

const OURS =
  'The workstation made a request that does not fit. Try again; if it stays, give the reference to the IT bureau.';
const UPDATE = 'The workstation and the gateway do not fit together. The IT bureau updates the workstation.';

export const FAULT_TEXTS: Readonly<Record<FaultCode, FaultText>> = {
  'request.malformed': { title: 'The request was not understood', what: OURS },
  'request.too-large': { title: 'That is too long', what: 'Shorten the text and try again.' },
  'request.unsupported-type': { title: 'The request was not understood', what: UPDATE },
  'route.unknown': { title: 'The gateway does not know this', what: UPDATE },
  'rate.limited': { title: 'Too many tries from here', what: 'Wait a minute, then try again.' },
  'session.missing': { title: 'You are signed out', what: 'Sign in again. Your drafts are kept.' },
  'session.expired': { title: 'Your session has ended', what: 'Sign in again. Your drafts are kept.' },
  'session.locked': { title: 'The session is locked', what: 'Unlock it with your password.' },
  'session.revoked': {
    title: 'Your session was ended by the department',
    what: 'Your access changed or an administrator ended it. Ask your supervisor before signing in again.',
  },
  'session.released': {
    title: 'A supervisor ended your session',
    what: 'It was left locked and somebody needed the workstation. Sign in again; your drafts are kept.',
  },
  'session.other-workstation': {
    title: 'This session belongs to another workstation',
    what: 'A session works only where it began. Sign in here.',
  },
  'session.not-yours': { title: 'That session is somebody else’s', what: 'The attempt is recorded.' },
  'session.step-up': {
    title: 'Your password is needed again',
    what: 'Privileged work asks for it shortly before. Nothing was done; do it again and give the password when asked.',
  },
  'role.not-held': { title: 'That role is not yours', what: 'Your roles stand in the menu under your name.' },
  'workstation.not-enrolled': {
    title: 'The department does not know this workstation',
    what: 'It has to be enrolled with a code from the system administrator.',
  },
  'workstation.revoked': {
    title: 'This workstation’s enrolment was withdrawn',
    what: 'It opens nothing until it is enrolled again. The system administrator gives the code.',
  },
  'workstation.unknown': { title: 'No such workstation', what: 'Load the list again.' },
  'workstation.own': {
    title: 'Not the workstation you work at',
    what: 'Another administrator, or you at another workstation, withdraws it.',
  },
  'workstation.key-store': {
    title: 'The key store of this computer cannot be used',
    what: 'Unlock the computer’s key store and start again, or ask the IT bureau.',
  },
  'enrolment.refused': {
    title: 'This enrolment code is not valid',
    what: 'It was mistyped, used already, or is older than its time. Compare it, or ask for a new one.',
  },
  'enrolment.request': { title: 'This workstation’s key could not be certified', what: UPDATE },
  'attempt.ended': {
    title: 'This sign-in has ended',
    what: 'Begin again with your user name and password.',
  },
  'factor.not-here': {
    title: 'Not from here',
    what: 'A second factor is set up at a workstation of the department, or with a release code.',
  },
  'factor.none': { title: 'No second factor is set up', what: 'There is nothing to withdraw or renew.' },
  'capability.missing': { title: 'Your role may not do that', what: 'The attempt is recorded.' },
  'reason.missing': {
    title: 'State your reason first',
    what: 'Nothing is searched or opened without one. Press Ctrl+R.',
  },
  'reason.purpose-not-allowed': {
    title: 'Your role may not use that purpose',
    what: 'Choose one of the purposes offered.',
  },
  'reason.political-activity': {
    title: 'That purpose is the Intelligence Bureau’s',
    what: 'Investigations involving political activity are theirs alone.',
  },
  'reason.immigration': {
    title: 'Not for immigration enforcement',
    what: 'No record is opened in furtherance of immigration enforcement. The refusal is recorded.',
  },
  'reason.reference-missing': {
    title: 'A number is needed',
    what: 'This purpose needs the number of what you work on.',
  },
  'reason.reference-malformed': { title: 'That number has another form', what: 'Compare it with the example.' },
  'reason.reference-unknown': {
    title: 'There is no such number',
    what: 'The source that keeps it does not know it. Check the digits.',
  },
  'reason.reference-unchecked': {
    title: 'That number cannot be checked now',
    what: 'The source that keeps it does not answer, and a number nobody checked is not accepted.',
  },
  'reason.text-missing': { title: 'Say what it is for', what: 'This purpose needs a sentence in your own words.' },
  'query.empty': { title: 'Nothing to search for', what: 'Type a name, a number, a plate, a place.' },
  'query.protected-only': {
    title: 'More than a description by race, age or gender is needed',
    what: 'Add at least one thing that tells a person apart: clothing, a mark, a place, a time.',
  },
  'query.cursor-invalid': { title: 'These results have ended', what: 'Run the search again.' },
  'source.not-authorised': { title: 'You have no grant for that source', what: 'The other sources were searched.' },
  'source.quota': {
    title: 'The quota of this tour is used up',
    what: 'This source asks a price for each question. It is open to you again in your next tour.',
  },
  'source.down': {
    title: 'The source does not answer',
    what: 'Its records are not among the results. Run it again later.',
  },
  'record.unknown': {
    title: 'No such record for you, for this reason',
    what: 'It does not exist, or it is not open to your role and reason.',
  },
  'field.not-revealable': {
    title: 'That field stays withheld',
    what: 'It is not opened to your role for this reason.',
  },
  'account.unknown': { title: 'No such account in your command', what: 'Check the user name and the command.' },
  'account.own': { title: 'Not your own account', what: 'Somebody else with the right must do this.' },
  'account.not-locked': { title: 'The account is not locked out', what: 'It was released already, or never was.' },
  'notice.not-accepted': { title: 'Accept the notice first', what: 'The notice stays until you accept it.' },
  'audit.unavailable': {
    title: 'Nothing is shown: the audit log cannot be written',
    what: 'No audit, no access. The IT bureau has to bring it back.',
  },
  'audit.unknown': { title: 'No such audit row', what: 'Load the log again.' },
  'directory.unavailable': {
    title: 'The directory does not answer',
    what: 'Nobody can sign in until it does. Your password was not checked and no attempt was counted.',
  },
  internal: { title: 'Something failed', what: 'Nothing you wrote is lost. Give the reference to the IT bureau.' },
  'link.down': {
    title: 'The gateway cannot be reached',
    what: 'The workstation keeps trying. What you wrote is kept.',
  },
  'link.timeout': { title: 'The gateway did not answer in time', what: 'Try again.' },
  'link.certificate': {
    title: 'This is not the department’s gateway',
    what: 'It could not prove itself, so nothing was sent. Tell the IT bureau at once.',
  },
  'link.contract': { title: 'The gateway’s answer does not fit', what: UPDATE },
  'field.not-copyable': {
    title: 'This cell may not be copied',
    what: 'Only what is shown in clear to your role can be copied.',
  },
  'media.unknown': { title: 'No such image or recording', what: 'It may not be seen for your reason, or it is gone.' },
  'media.closed': { title: 'That was closed', what: 'Open it again; the opening is logged.' },
  'confirmation.not-needed': {
    title: 'Nothing to confirm',
    what: 'This record needs no confirmation by its custodian.',
  },
  'saved.unknown': {
    title: 'That saved search is gone',
    what: 'It was forgotten, maybe at another workstation.',
  },
  'saved.full': { title: 'Fifty searches are saved', what: 'Forget one of them first.' },
  'pin.full': { title: 'Fifty records are pinned', what: 'Unpin one of them first.' },
  'bridge.caller': { title: 'The call was refused', what: OURS },
  'bridge.unknown-call': { title: 'The call was refused', what: OURS },
  'bridge.phase': { title: 'Not now', what: 'The session has moved on. Look at the screen and try again.' },
  'bridge.too-large': { title: 'That is too long', what: 'Shorten the text and try again.' },
  'bridge.rate': { title: 'Too fast', what: 'Wait a second and try again.' },
  'bridge.input': { title: 'Something was filled in wrongly', what: 'Check the fields and try again.' },
  'bridge.output': { title: 'The answer does not fit', what: OURS },
  'bridge.deadline': { title: 'That took too long', what: 'Try again.' },
};

/** The text for one fault, with what the refusing side added (its help never echoes input). */
export const faultText = (fault: Fault): FaultText => {
  const text = FAULT_TEXTS[fault.code];
  return fault.help === undefined ? text : { title: text.title, what: fault.help };
};
