import type { JsonObject } from "#test/emulator/json.ts";
import { isObject, num, obj, str } from "#test/emulator/json.ts";
import { listPage, matching } from "#test/emulator/resources/lists.ts";
import { mergeMetadata } from "#test/emulator/resources/metadata.ts";
import { refused } from "#test/emulator/stripe-refusal.ts";
import type { Call, Handler, World } from "#test/emulator/world.ts";

const WEEK = 7 * 24 * 3600;
const DECIDED = ["won", "lost", "warning_closed", "prevented"];

/** The handlers of disputes. */
export const disputes: Record<string, Handler> = {
  "disputes.retrieve": (world, { ids }) => world.store.find("dispute", ids[0]),
  "disputes.list": (world, { params }) =>
    listPage(
      matching(world.store.all("dispute"), params, ["charge", "payment_intent"]),
      params,
      "/v1/disputes",
    ),
  "disputes.update": update,
  "disputes.close": (world, { ids }) => closeDispute(world, world.store.find("dispute", ids[0]), "lost"),
};

/** Lets a bank dispute a charge; a `warning_` status is an inquiry that moves no money. */
export function openDispute(world: World, charge: JsonObject, options: JsonObject): JsonObject {
  const status = str(options["status"]) || "needs_response";
  const inquiry = status.startsWith("warning_");
  charge["disputed"] = true;
  const dispute = world.create("dispute", "du", {
    amount: num(options["amount"]) || num(charge["amount"]),
    charge: charge["id"],
    currency: charge["currency"],
    is_charge_refundable: inquiry,
    payment_intent: charge["payment_intent"],
    reason: str(options["reason"]) || "fraudulent",
    status,
  });
  obj(dispute["evidence_details"])["due_by"] = world.now() + WEEK;
  world.emit("charge.dispute.created", dispute);
  if (!inquiry) world.emit("charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

/** Ends a dispute; a won one brings the money back. */
export function closeDispute(world: World, dispute: JsonObject, status: string): JsonObject {
  if (DECIDED.includes(str(dispute["status"]))) {
    throw refused("dispute_already_closed", "This dispute is already closed.");
  }
  dispute["status"] = status;
  if (status === "won") world.emit("charge.dispute.funds_reinstated", dispute);
  world.emit("charge.dispute.closed", dispute);
  return dispute;
}

function update(world: World, { ids, params }: Call): JsonObject {
  const dispute = world.store.find("dispute", ids[0]);
  if (DECIDED.includes(str(dispute["status"]))) {
    throw refused("dispute_already_closed", "This dispute is already closed.");
  }
  const details = obj(dispute["evidence_details"]);
  if (isObject(params["evidence"])) {
    Object.assign(obj(dispute["evidence"]), params["evidence"]);
    details["has_evidence"] = true;
    if (params["submit"] !== false) {
      details["submission_count"] = num(details["submission_count"]) + 1;
      dispute["status"] = str(dispute["status"]).startsWith("warning_")
        ? "warning_under_review"
        : "under_review";
    }
  }
  dispute["metadata"] = mergeMetadata(dispute["metadata"], params["metadata"]);
  world.emit("charge.dispute.updated", dispute);
  return dispute;
}
