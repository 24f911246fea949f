/**
 * The rules that a refusal, a mask or a date can name, with the words a person is shown. One row per
 * rule; the number is the policy's (S…), the retention table's (R…) or the control's (AC-7 …).
 */
interface PolicyRule {
  /** A few words, fit for a tag beside a masked field. */
  readonly short: string;
  /** One or two plain sentences. */
  readonly text: string;
  /** Who can allow what the rule refuses; absent where nobody can. */
  readonly allowedBy?: string;
}

const define = <T extends Record<string, PolicyRule>>(rules: T): T => rules;

export const POLICY_RULES = define({
  S9: {
    short: 'custodian',
    text: 'Government and commercial systems each have their own grant; holding one does not open another.',
    allowedBy: 'your commanding officer, through the system administrator',
  },
  S17: {
    short: 'commercial source',
    text: 'Public records of commercial sources are open to investigators, for the purposes in their own list.',
    allowedBy: 'your commanding officer, through the system administrator',
  },
  S6: {
    short: 'media',
    text: 'Images, audio and video are opened by an explicit step, which is logged, and are never kept here.',
  },
  S18: { short: 'read only', text: 'The systems do not create any record. Nothing here can change one.' },
  S22: {
    short: 'identifying information',
    text: 'Identifying information (Admin Code 23-1201) stays masked until it is needed; revealing it is logged.',
  },
  S25: {
    short: 'no grant',
    text: 'Only systems to which authorization has been granted may be accessed.',
    allowedBy: 'your commanding officer, through the system administrator',
  },
  S26: {
    short: 'reason needed',
    text: 'Records are accessed only under circumstances required in the execution of lawful duty; the reason is stated before the first search.',
  },
  S30: {
    short: 'Intelligence Bureau only',
    text: 'Investigations involving political activity are conducted by the Intelligence Bureau alone (Handschu).',
  },
  S31: {
    short: 'protected attribute',
    text: 'Nobody is the subject of police action solely because of a protected attribute.',
  },
  S34: { short: 'name and password', text: 'Every person is authenticated by user name and password before access.' },
  S35: {
    short: 'articulable need',
    text: 'Access needs an articulable need in furtherance of lawful duty, in words that can be reviewed.',
  },
  S36: {
    short: 'lawful duty',
    text: 'Access rights are further limited by the lawful duty at hand: role, command, purpose and sensitivity.',
    allowedBy: 'your commanding officer',
  },
  S37: {
    short: 'not this role',
    text: 'A person can only access the data and perform the tasks allocated to the role.',
    allowedBy: 'the system administrator, on your commanding officer’s word',
  },
  S39: {
    short: 'confidentiality',
    text: 'The confidentiality of information accessed is maintained: only what is shown may be copied or printed, and that is logged.',
  },
  S41: {
    short: 'access removed',
    text: 'Access is adjusted or removed when it is no longer necessary, as after a transfer.',
  },
  S44: { short: 'passwords', text: 'Passwords are never stored locally, and a new one meets the directory’s policy.' },
  S46: {
    short: 'second factor',
    text: 'Remote access, and what the department lists, needs a second factor beside the password.',
    allowedBy: 'the desk officer of your command, with a release code',
  },
  S48: {
    short: 'third parties',
    text: 'Everyone is responsible for preventing third parties’ unauthorized access to information.',
  },
  S51: {
    short: 'unauthorized access',
    text: 'Unauthorized access of any system is refused, recorded and shown to the integrity control officer.',
  },
  S52: {
    short: 'purpose',
    text: 'Data may only be used for legitimate law enforcement purposes or other official business.',
  },
  S74: {
    short: 'immigration enforcement',
    text: 'Information is not shared in furtherance of immigration enforcement.',
  },
  S88: { short: 'no record content', text: 'Technical duties do not open record content.' },
  S106: {
    short: 'focused audit',
    text: 'Query text in the audit log is opened only to fulfil an audit, and the opening is itself recorded.',
  },
  S111: {
    short: 'description rule',
    text: 'A description needs at least one identifying element beyond race, age and gender.',
  },
  'victim-identity': {
    short: 'victim identity',
    text: 'The identity of a victim or witness is masked; revealing it is logged with your reason (S22, S36).',
  },
  'sex-crime-victim': {
    short: 'Civil Rights Law 50-b',
    text: 'The identity of the victim of a sex offense is withheld outside the investigation.',
    allowedBy: 'the assigned investigator’s supervisor',
  },
  juvenile: {
    short: 'juvenile record',
    text: 'Records of a person under 18 are open to investigators for a criminal investigation or arrest processing only.',
    allowedBy: 'the youth officer of the command',
  },
  sealed: { short: 'sealed', text: 'Sealed records appear nowhere without a court order and a second person.' },
  medical: {
    short: 'medical',
    text: 'Medical particulars are withheld outside the case that needs them.',
    allowedBy: 'the assigned investigator’s supervisor',
  },
  contact: {
    short: 'contact details',
    text: 'Phones and private addresses stay masked until needed; revealing them is logged.',
  },
  'location-history': {
    short: 'location',
    text: 'Location history opens for a criminal investigation only.',
    allowedBy: 'your commanding officer',
  },
  media: { short: 'media', text: 'Audio and video open by an explicit, logged step.' },
  'restricted-file': {
    short: 'restricted file',
    text: 'Restricted files are protected as criminal history (CJIS 4.2.2).',
    allowedBy: 'your commanding officer',
  },
  'own-command': {
    short: 'own command',
    text: 'This role works with the records of its own command.',
    allowedBy: 'your commanding officer',
  },
  'AC-5': { short: 'separation of duties', text: 'Nobody releases, approves or audits themselves.' },
  'AC-7': {
    short: 'locked out',
    text: 'Five bad passwords in 15 minutes lock the account until a person with the right releases it.',
    allowedBy: 'the desk officer of your command',
  },
  'AC-8': { short: 'system-use notice', text: 'The notice stays until it is explicitly accepted.' },
  'IA-3': {
    short: 'unknown workstation',
    text: 'Only workstations enrolled by the department are answered.',
    allowedBy: 'the system administrator, with an enrolment code',
  },
  'IA-5': { short: 'codes', text: 'A code of the second factor is short-lived, counted and accepted once.' },
  'IA-11': { short: 'ask again', text: 'Privileged work asks for the password, and the second factor, again.' },
  'AC-11': { short: 'device lock', text: 'The workstation locks when left, and hides what it showed.' },
  'AU-5': { short: 'no audit, no access', text: 'If the audit log cannot be written, nothing is shown.' },
});

export type PolicyRuleId = keyof typeof POLICY_RULES;
export const POLICY_RULE_IDS = Object.keys(POLICY_RULES) as [PolicyRuleId, ...PolicyRuleId[]];
export const policyRule = (id: PolicyRuleId): PolicyRule => POLICY_RULES[id];
