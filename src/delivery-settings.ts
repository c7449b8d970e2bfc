import { z } from 'zod';
import {
  areasSchema,
  environmentName,
  isLoopback,
  isSafeUrl,
  PACK_FORMATS,
  relativePath,
  settingId,
} from './setting-kinds.js';

const DAY_SECONDS = 86_400;

const areas = areasSchema.default('all');
const formats = z.array(z.enum(PACK_FORMATS)).min(1);
const retries = z.int().min(0).max(10).default(4);
const timeoutSeconds = z.int().min(1).max(DAY_SECONDS).default(60);

const address = z
  .string()
  .regex(/^[^\s@<>,;:"'()[\]\\]+@[^\s@<>,;:"'()[\]\\]+$/, 'an e-mail address without a name');
const linkBase = z
  .string()
  .refine(isSafeUrl, { message: 'an https: address without a user name or password' });

/** Whether no name stands twice in a list. */
function areDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

const folderTarget = z.strictObject({
  path: relativePath,
  areas,
  /** Every file of the pack when left out. */
  formats: formats.optional(),
});

const mailingList = z.strictObject({
  id: settingId,
  to: z
    .array(address)
    .min(1)
    .refine((to) => areDistinct(to.map((each) => each.toLowerCase())), {
      message: 'a list in which no address stands twice',
    }),
  areas,
  formats: formats.default(['html', 'pdf', 'docx', 'xlsx']),
});

const emailSettings = z
  .strictObject({
    host: z.string().min(1),
    port: z.int().min(1).max(65_535).default(587),
    security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
    username: z.string().min(1).optional(),
    password_env: environmentName.optional(),
    from: address,
    reply_to: address.optional(),
    /** The certificate, or that of its authority, that the server is known by, as PEM. */
    ca_file: relativePath.optional(),
    attach_up_to_bytes: z.int().min(0).max(100_000_000).default(5_000_000),
    link_base: linkBase.optional(),
    timeout_seconds: timeoutSeconds,
    retries,
    /** The first wait before another try; each further one is twice as long. */
    retry_seconds: z.int().min(1).max(3600).default(30),
    lists: z
      .array(mailingList)
      .min(1)
      .refine((lists) => areDistinct(lists.map(({ id }) => id)), {
        message: 'lists of which no two have the same id',
      }),
  })
  .refine(({ security, host }) => security !== 'none' || isLoopback(host), {
    path: ['security'],
    message: 'starttls or tls (none only for a mail server on this machine)',
  })
  .refine(
    ({ username, password_env: password }) => (username === undefined) === (password === undefined),
    {
      path: ['password_env'],
      message: 'named together with username, or neither',
    },
  );

const webhookTarget = z.strictObject({
  id: settingId,
  url: z.string().refine(isSafeUrl, {
    message: 'an https: address without a user name or password (http: only of this machine)',
  }),
  areas,
  /** The variable with the token that is sent as `Authorization: Bearer`. */
  token_env: environmentName.optional(),
  /** The variable with the secret that the body is signed with. */
  secret_env: environmentName.optional(),
  link_base: linkBase.optional(),
  timeout_seconds: timeoutSeconds,
  retries,
});

/** What `carecount.yaml` may say under `delivery:`. */
export const deliverySchema = z.strictObject({
  folders: z
    .array(folderTarget)
    .refine((folders) => areDistinct(folders.map(({ path }) => path)), {
      message: 'folders of which no two have the same path',
    })
    .default([]),
  email: emailSettings.optional(),
  webhook: z
    .array(webhookTarget)
    .refine((hooks) => areDistinct(hooks.map(({ id }) => id)), {
      message: 'a list in which no id stands twice',
    })
    .default([]),
});

export type DeliverySettings = z.infer<typeof deliverySchema>;
export type FolderTarget = z.infer<typeof folderTarget>;
export type EmailSettings = z.infer<typeof emailSettings>;
export type MailingList = z.infer<typeof mailingList>;
export type WebhookTarget = z.infer<typeof webhookTarget>;
