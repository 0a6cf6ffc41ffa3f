// The documented job file, as tests read it: every key once, and nothing that is not built yet.
#pragma once

namespace sosie::test {

inline constexpr const char* kFullJob = R"toml(version = 1

[job]
output   = "out"
country  = "FR"
timezone = "Europe/Paris"
link     = "dedupe"
as_of    = 2026-08-10
previous = "none"
decisions = "decisions-that-do-not-exist.ndjson"

[[source]]
name    = "crm"
path    = "in/crm-*.csv"
id      = "ClientID"
origin  = "partner"
updated = { columns = ["an", "mois", "jour"] }
mode    = "snapshot"
duplicate_free = true
may_lift = true
may_be_late = true
country = "BE"
timezone = "Europe/Brussels"
csv     = { delimiter = ";", encoding = "latin1", quote = "none", header = true }
[source.fields]
family_name = "Nom"
given_name  = ["Prenom", "Prenom2"]
birth_date  = { column = "DateNaissance", format = ["%d/%m/%Y", "%Y%m%d"], timezone = "UTC" }
email       = "contact.email"
phone       = ["TelFixe", "TelMobile"]
street      = "Adresse"
postcode    = "CP"
city        = "Ville"
"carte fidélité" = "Carte \"or\""
[[source.address]]
street = "Adresse2"
postcode = "CP2"
city = "Ville2"

[[source.consent]]
column   = "OptinEmail"
channel  = "email"
purpose  = "newsletter"
codes    = { grant = ["O", "Oui"], deny = ["N"], lock = "gel", unknown = [""] }
at       = { column = "DateConsentement", format = "%d/%m/%Y" }
optional = true
point    = "contact.email"
valid_to = { column = "Fin", format = "%d/%m/%Y" }
proof    = "Preuve"
method   = { value = "web" }
basis    = "consent"
informed = true

[[source]]
name = "shop"
path = "in/shop.ndjson.gz"
id = "id"
[source.fields]
full_name = "name"
[[source.consent_list]]
path     = "consents"
fields   = { channel = "channel", purpose = "purpose", status = "status", point = "point", at = "at", valid_to = "to", proof = "p", method = "m", basis = "b", informed = "i" }
codes    = { grant = ["granted"], deny = ["refused"], withdraw = ["withdrawn"], pending = ["pending"], unknown = [""] }
channels = { email = ["email"], sms = ["sms"], voice = ["tel"], post = ["mail"] }
purposes = { marketing = ["marketing", ""], newsletter = ["nl"] }

[[source]]
name = "bought"
path = "-"
id = ""
origin = "bought"
consent = "none"
fields = { company = "societe" }

[[consent_events]]
name     = "events"
path     = "in/events.csv"
id       = "event_id"
at       = "at"
key      = "key"
key_kind = { column = "key_type", codes = { email = ["email"], phone = ["phone"], record = ["record"] } }
purpose  = { column = "purpose", codes = { marketing = ["marketing", ""], newsletter = ["newsletter"] } }
channel  = "how"
act      = "event_type"
valid_to = "until"
proof = "proof"
method = "method"
basis = "basis"
informed = false
country = "FR"
timezone = "UTC"
may_be_late = true
csv = { delimiter = "\t", quote = "\"", header = false, encoding = "utf-8" }
[consent_events.acts]
unsubscribe = { act = "withdraw", channel = "email" }
objection   = { act = "object" }
erasure     = "erase"
hold        = "lock"

[[suppression]]
name     = "bloctel"
path     = "in/bloctel.csv"
value    = "number"
kind     = "phone"
channels = { phone = ["voice"] }
listed   = "listed_at"
max_age_days = 31
norm     = 1
country  = "FR"
csv = { delimiter = ",", quote = "'", header = true, encoding = "utf-16le" }

[consent]
policy   = "unanimous"
unsafe   = false
purposes = ["marketing", "newsletter", "surveys"]
purpose_parents = { surveys = "profiling" }
law      = "built-in"

[model]
preset = "customer"
file = "model.json"
scoring = "every_level"
[thresholds]
link   = 0.97
review = 0.40

[[blocking]]
on = ["phonetic(family_name)", "birth_date"]
[[blocking]]
on = "email"

[golden.family_name]
rules = ["most_recent", "source_order", "longest"]

[output]
format = "ndjson"
tables = ["golden", "members"]
lineage = "all"

[limits]
rejects = 50
memory  = "70%"
pairs_per_record = 40
)toml";

}  // namespace sosie::test
