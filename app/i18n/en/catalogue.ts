import { access } from "./access.ts";
import { connect } from "./connect.ts";
import { customers } from "./customers.ts";
import { enrol } from "./enrol.ts";
import { entries } from "./entries.ts";
import { erasure } from "./erasure.ts";
import { errors } from "./errors.ts";
import { key } from "./key.ts";
import { members } from "./members.ts";
import { mine } from "./mine.ts";
import { problems } from "./problems.ts";
import { records } from "./records.ts";
import { session } from "./session.ts";
import { shared } from "./shared.ts";
import { sharing } from "./sharing.ts";
import { shell } from "./shell.ts";
import { subject } from "./subject.ts";
import { verify } from "./verify.ts";
import { writes } from "./writes.ts";

/** Every word that a person can be shown, in English; a section for each part of the app. */
export const en = {
  access,
  connect,
  customers,
  enrol,
  entries,
  erasure,
  errors,
  key,
  members,
  mine,
  problems,
  records,
  session,
  shared,
  sharing,
  shell,
  subject,
  verify,
  writes,
} as const;
