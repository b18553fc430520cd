import type { Signatory } from "#app/agreements/authority.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { FormReplies, ReplyForm, type FormReply } from "#app/ui/fields/reply-form.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";

interface AuthorityListProps {
  people: Signatory[];
  zone: string;
  reply: FormReply | null | undefined;
}

/** Each person who may be asked to sign, with why they may sign for the company: a form a person. */
export function AuthorityList({ people, zone, reply }: AuthorityListProps) {
  if (people.length === 0)
    return <EmptyState title={m.agreements_authority_nobody()}>{m.agreements_authority_note()}</EmptyState>;
  return (
    <Stack>
      <p className="max-w-prose text-muted">{m.agreements_authority_note()}</p>
      <FormReplies reply={reply}>
        {people.map(({ userId, name, email, authority }) => (
          <Card key={userId} title={name} titleId={`signatory-${userId}`}>
            <ReplyForm which={{ userId }} className="grid max-w-prose gap-4">
              <p className="text-sm wrap-anywhere text-muted">
                {email}
                {authority && (
                  <span className="block">
                    {m.agreements_authority_recorded({
                      by: authority.recordedBy,
                      at: formatInstant(new Date(authority.recordedAt), zone),
                    })}
                  </span>
                )}
              </p>
              <TextField
                field={{
                  id: `words-${userId}`,
                  name: "words",
                  initialValue: authority?.words ?? "",
                  maxLength: 100,
                }}
                label={m.agreements_authority_words()}
                hint={m.agreements_authority_words_hint()}
                optional
              />
              <DayField
                field={{ id: `since-${userId}`, name: "sinceOn", initialValue: authority?.sinceOn ?? "" }}
                label={m.agreements_authority_since()}
                optional
              />
              <SubmitButton tone="secondary" className="justify-self-start">
                {m.agreements_authority_save()}
              </SubmitButton>
            </ReplyForm>
          </Card>
        ))}
      </FormReplies>
    </Stack>
  );
}
