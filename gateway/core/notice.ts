/** The system-use notice (CJIS AC-8, and the duties the policy states). Versioned by its own hash. */
import { createHash } from 'node:crypto';
import type { Notice } from '../../shared/session/view.ts';

const PARAGRAPHS = [
  'You are accessing a restricted information system of the police department. It is for official business only: legitimate law enforcement purposes in the execution of lawful duty.',
  'Use of this system may be monitored, recorded and audited. Every search, every record opened and every field revealed is recorded with your name, the workstation and the reason you stated.',
  'Unauthorized use is prohibited and is subject to administrative, disciplinary, civil and criminal penalties. Information is confidential and is disclosed to others, including other members of the department, only as lawful duty requires.',
  'Information is not shared in furtherance of immigration enforcement. Nobody is the subject of police action solely because of a protected attribute.',
  'By going on you consent to this monitoring and recording, and confirm that you will keep your password and what you see to yourself.',
] as const;

export const NOTICE: Notice = {
  version: '2026-11',
  hash: createHash('sha256').update(PARAGRAPHS.join('\n')).digest('hex'),
  paragraphs: [...PARAGRAPHS],
  departmentName: 'Police Department',
};
