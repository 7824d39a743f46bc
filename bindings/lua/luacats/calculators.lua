---@meta

-- Made by bindings/lua/maintenance/definitions.lua from the schemas of the library.

---@class zzgov
local zzgov = {}

---@class zzgov.eco_compensation.options
---@field concentration_decimals? integer digits of computed concentration bases; null = exact (A-ECO-4)
---@field improvement_decimals? integer digits of computed rates and their bases; null = exact (A-ECO-4)
---@field rate_base? "mean-of-rates"|"rate-of-means" how the city's rate arises (A-ECO-5)
---@field rounding? "half-even"|"half-up" what happens to ties (A-ECO-4)

---@class zzgov.eco_compensation.input.areas
---@field name string area, unique (ECO-01)
---@field network? "national"|"provincial" stations that supplied the figures (ECO-02)
---@field pm10 string|number PM10 monthly mean [µg/m³] (ECO-07)
---@field pm10_improvement? string|number PM10 improvement rate, positive = cleaner [percentage points] (ECO-08)
---@field pm10_last_year? string|number PM10 mean of the same month last year [µg/m³] (ECO-04)
---@field pm25 string|number PM2.5 monthly mean [µg/m³] (ECO-05)
---@field pm25_improvement? string|number PM2.5 improvement rate, positive = cleaner [percentage points] (ECO-06)
---@field pm25_last_year? string|number PM2.5 mean of the same month last year [µg/m³] (ECO-04)

---@class zzgov.eco_compensation.input.base
---@field pm10? string|number PM10 city mean [µg/m³] (ECO-03)
---@field pm10_improvement? string|number city mean of the PM10 improvement rate [percentage points] (ECO-03)
---@field pm25? string|number PM2.5 city mean [µg/m³] (ECO-03)
---@field pm25_improvement? string|number city mean of the PM2.5 improvement rate [percentage points] (ECO-03)

---@class zzgov.eco_compensation.input
---@field areas zzgov.eco_compensation.input.areas[] the assessed areas (ECO-01)
---@field base? zzgov.eco_compensation.input.base published bases; what is absent is computed (ECO-03)
---@field month string month that is settled (ECO-01)
---@field options? zzgov.eco_compensation.options the readings chosen
---@field rules? table<string, table<string, any>> what-if values
---@field explain? boolean whether the result has its explanation
---@field lang? "en"|"zh" language of texts

---@class zzgov.eco_compensation.result.areas.factors
---@field amount_yuan string deduction [yuan]
---@field base string the city's base
---@field excess string how much worse than the base
---@field factor "pm25"|"pm25_improvement"|"pm10"|"pm10_improvement" factor
---@field value string the area's value

---@class zzgov.eco_compensation.result.areas
---@field factors zzgov.eco_compensation.result.areas.factors[] the four factors
---@field name string area
---@field total_yuan string the area's total [yuan] (ECO-09)

---@class zzgov.eco_compensation.result.base.pm10
---@field source "given"|"computed" where it comes from
---@field value string base

---@class zzgov.eco_compensation.result.base.pm10_improvement
---@field source "given"|"computed" where it comes from
---@field value string base

---@class zzgov.eco_compensation.result.base.pm25
---@field source "given"|"computed" where it comes from
---@field value string base

---@class zzgov.eco_compensation.result.base.pm25_improvement
---@field source "given"|"computed" where it comes from
---@field value string base

---@class zzgov.eco_compensation.result.base
---@field pm10 zzgov.eco_compensation.result.base.pm10 PM10 concentration [µg/m³]
---@field pm10_improvement zzgov.eco_compensation.result.base.pm10_improvement PM10 improvement rate [percentage points]
---@field pm25 zzgov.eco_compensation.result.base.pm25 PM2.5 concentration [µg/m³]
---@field pm25_improvement zzgov.eco_compensation.result.base.pm25_improvement PM2.5 improvement rate [percentage points]

---@class zzgov.eco_compensation.result: zzgov.Result
---@field areas zzgov.eco_compensation.result.areas[] areas, in the order of the input
---@field base zzgov.eco_compensation.result.base the bases used (ECO-03)
---@field month string month (ECO-01)
---@field total_yuan string the city's total [yuan] (ECO-09)

---Ambient-air eco-compensation
---@param input zzgov.eco_compensation.input
---@param rulebook? zzgov.Rulebook
---@return zzgov.eco_compensation.result
function zzgov.eco_compensation(input, rulebook) end

---@class zzgov.coal_closure.options
---@field ratio_uplift? "points"|"relative" what the uplift means (A-COAL-11)
---@field thirty_is_small? boolean the boundary itself is small (A-COAL-1)

---@class zzgov.coal_closure.input.mines.mineral_right
---@field cancelled boolean cancelled outright (COAL-11)
---@field merged boolean merged into another right (COAL-11)
---@field price_paid_yuan string|integer price that was paid [yuan] (A-COAL-12)
---@field reserves_priced_10kt string|number reserves that the price was for [10,000 t] (COAL-11)
---@field reserves_remaining_10kt string|number reserves that are left [10,000 t] (COAL-11)

---@class zzgov.coal_closure.input.mines.replacement
---@field centralised_trading boolean sold by centralised trading (COAL-09)
---@field ratio_percent string|number conversion ratio by existing policy [percent] (COAL-09)

---@class zzgov.coal_closure.input.mines.standards
---@field explosives_disposed boolean explosives stopped and disposed of (COAL-04)
---@field licences_revoked boolean licences collected, cancelled or revoked (COAL-04)
---@field power_cut_and_equipment_removed boolean power cut, equipment and lines removed (COAL-04)
---@field shafts_sealed boolean shafts sealed and filled (COAL-04)
---@field workers_resettled boolean employees properly resettled (COAL-04)

---@class zzgov.coal_closure.input.mines
---@field accepted_on string the county's written acceptance (A-COAL-4)
---@field accidents_on? string[] days of accidents (COAL-07)
---@field capacity_10kt string|number capacity [10,000 t per year] (COAL-01)
---@field decided_on? string closure decision; required with accidents (A-COAL-8)
---@field fund_conditions_met? boolean the national fund's own conditions are met (COAL-08)
---@field mineral_right? zzgov.coal_closure.input.mines.mineral_right mining right (COAL-11)
---@field name string mine
---@field overcapacity_procedure? boolean large mines: left by the over-capacity procedure (COAL-06)
---@field replacement? zzgov.coal_closure.input.mines.replacement capacity sold as replacement quota (COAL-09)
---@field standards zzgov.coal_closure.input.mines.standards the five closure standards (COAL-04)

---@class zzgov.coal_closure.input
---@field mines zzgov.coal_closure.input.mines[] mines
---@field options? zzgov.coal_closure.options the readings chosen
---@field rules? table<string, table<string, any>> what-if values
---@field explain? boolean whether the result has its explanation
---@field lang? "en"|"zh" language of texts

---@class zzgov.coal_closure.result.mines.national_fund
---@field may_apply boolean may apply to the national fund

---@class zzgov.coal_closure.result.mines.refund
---@field amount_yuan string refund [yuan]
---@field eligible boolean refund due

---@class zzgov.coal_closure.result.mines.replacement
---@field quota_10kt string replacement quota [10,000 t per year]
---@field ratio_percent string conversion ratio [percent]

---@class zzgov.coal_closure.result.mines
---@field award_yuan string award [yuan] (COAL-06)
---@field class "small"|"large" capacity class (COAL-01)
---@field eligible boolean award due (COAL-06)
---@field name string mine
---@field national_fund? zzgov.coal_closure.result.mines.national_fund national fund (COAL-08)
---@field reasons string[] why not
---@field refund? zzgov.coal_closure.result.mines.refund refund of the price (COAL-11)
---@field replacement? zzgov.coal_closure.result.mines.replacement capacity replacement (COAL-09)

---@class zzgov.coal_closure.result: zzgov.Result
---@field award_total_yuan string awards in all [yuan]
---@field mines zzgov.coal_closure.result.mines[] mines, in the order of the input
---@field refund_total_yuan string refunds in all [yuan]

---Closing coal mines
---@param input zzgov.coal_closure.input
---@param rulebook? zzgov.Rulebook
---@return zzgov.coal_closure.result
function zzgov.coal_closure(input, rulebook) end

---@class zzgov.smart_mine.options

---@class zzgov.smart_mine.input.projects.acceptance
---@field coal-face "pass"|"fail"|"not-submitted" coal face (SMART-05)
---@field control-video "pass"|"fail"|"not-submitted" control and video (SMART-05)
---@field haulage-drainage-power "pass"|"fail"|"not-submitted" haulage, drainage, power (SMART-05)
---@field heading-face "pass"|"fail"|"not-submitted" heading face (SMART-05)
---@field platform-network "pass"|"fail"|"not-submitted" platform and network (SMART-05)
---@field ventilation-gas "pass"|"fail"|"not-submitted" ventilation and gas (SMART-05)

---@class zzgov.smart_mine.input.projects
---@field acceptance? zzgov.smart_mine.input.projects.acceptance the six acceptance items (SMART-05)
---@field capacity_10kt? string|number capacity [10,000 t per year] (SMART-01)
---@field county_topup_yuan? string|integer the county's own subsidy; local companies only [yuan] (SMART-03)
---@field investment_yuan string|integer total investment [yuan] (SMART-03)
---@field name string project
---@field owner "provincial"|"central"|"local"|"other" whose coal company (SMART-03)
---@field remaining_years? string|number service life that is left [years] (SMART-01)
---@field severe_hazard? boolean severe-hazard mine (SMART-01)

---@class zzgov.smart_mine.input
---@field projects zzgov.smart_mine.input.projects[] projects
---@field options? zzgov.smart_mine.options the readings chosen
---@field rules? table<string, table<string, any>> what-if values
---@field explain? boolean whether the result has its explanation
---@field lang? "en"|"zh" language of texts

---@class zzgov.smart_mine.result.projects
---@field central_budget_route "national"|"via-city" where to apply for central money (SMART-04)
---@field city_subsidy_yuan string city's subsidy [yuan] (SMART-03)
---@field county_topup_yuan string county's subsidy [yuan] (SMART-03)
---@field hazard_target boolean the target of hazardous mines applies, too (SMART-01)
---@field name string project
---@field route "city"|"provincial-rule" whose rule (SMART-03)
---@field smart_mine_accepted? boolean all six items pass (SMART-05)
---@field target_2025? "demonstration"|"smart-faces"|"mechanised"|"gap" target for the end of 2025 (SMART-01)
---@field total_yuan string both [yuan] (SMART-03)

---@class zzgov.smart_mine.result: zzgov.Result
---@field city_total_yuan string city in all [yuan]
---@field county_total_yuan string counties in all [yuan]
---@field projects zzgov.smart_mine.result.projects[] projects, in the order of the input

---Smart coal mines
---@param input zzgov.smart_mine.input
---@param rulebook? zzgov.Rulebook
---@return zzgov.smart_mine.result
function zzgov.smart_mine(input, rulebook) end

---@class zzgov.base_station_reward.options

---@class zzgov.base_station_reward.input.batches
---@field built_on string day on which they were built (A-G5-2)
---@field mode "SA"|"NSA" how the stations are built (G5-01)
---@field name string batch of stations
---@field provincial_reward_yuan? string|integer province's reward per station; without it the rulebook's [yuan] (G5-01)
---@field stations integer number of stations

---@class zzgov.base_station_reward.input
---@field batches zzgov.base_station_reward.input.batches[] batches of stations
---@field options? zzgov.base_station_reward.options the readings chosen
---@field rules? table<string, table<string, any>> what-if values
---@field explain? boolean whether the result has its explanation
---@field lang? "en"|"zh" language of texts

---@class zzgov.base_station_reward.result.batches
---@field city_per_station_yuan string city, per station [yuan]
---@field city_yuan string city [yuan]
---@field combined_per_station_yuan string both, per station [yuan]
---@field combined_yuan string both [yuan]
---@field name string batch
---@field provincial_yuan string province [yuan]
---@field reasons string[] why not

---@class zzgov.base_station_reward.result: zzgov.Result
---@field batches zzgov.base_station_reward.result.batches[] batches, in the order of the input
---@field city_total_yuan string city in all [yuan]
---@field combined_total_yuan string both [yuan]
---@field provincial_total_yuan string province in all [yuan]

---Reward per stand-alone 5G base station
---@param input zzgov.base_station_reward.input
---@param rulebook? zzgov.Rulebook
---@return zzgov.base_station_reward.result
function zzgov.base_station_reward(input, rulebook) end

---@class zzgov.credit_list.options

---@class zzgov.credit_list.input.records.repair
---@field completion_report? boolean report of completion (CRED-15)
---@field corrected? boolean conduct corrected (CRED-15)
---@field credit_report? boolean credit report (CRED-15)
---@field department_checked_on? string department's check (CRED-15)
---@field effects_removed? boolean effects removed (CRED-15)
---@field pledge? boolean public pledge (CRED-15)
---@field site_checked_on? string credit web site's check (CRED-15)
---@field training? boolean training (CRED-15)

---@class zzgov.credit_list.input.records
---@field excluded_from_repair? boolean named by the state as beyond repair (CRED-15)
---@field id? string record id, unique
---@field item "5.1"|"5.2"|"5.3"|"6.1"|"6.2"|"6.3"|"6.4"|"6.5"|"6.6"|"6.7"|"6.8"|"6.9" article and item (CRED-04)
---@field new_violation_on? string new violation during the listing (CRED-18)
---@field published_on string day of publication (CRED-14)
---@field refuses_to_correct? boolean refuses to correct (CRED-06)
---@field repair? zzgov.credit_list.input.records.repair steps of a credit repair (CRED-15)
---@field serious_effect? boolean serious effect (CRED-06)

---@class zzgov.credit_list.input.subject
---@field name string subject
---@field unified_code? string unified social credit code with its check character

---@class zzgov.credit_list.input
---@field as_of string day that is asked about (CRED-20)
---@field records zzgov.credit_list.input.records[] records
---@field subject zzgov.credit_list.input.subject who the records are about (CRED-01)
---@field options? zzgov.credit_list.options the readings chosen
---@field rules? table<string, table<string, any>> what-if values
---@field explain? boolean whether the result has its explanation
---@field lang? "en"|"zh" language of texts

---@class zzgov.credit_list.result.records.repair
---@field may_apply boolean may apply for repair
---@field missing string[] repair steps not there
---@field repaired boolean repaired in time

---@class zzgov.credit_list.result.records
---@field black_listable boolean leads to the black list (CRED-06)
---@field grade "trust"|"general"|"serious" grade (CRED-04)
---@field id? string record id
---@field item "5.1"|"5.2"|"5.3"|"6.1"|"6.2"|"6.3"|"6.4"|"6.5"|"6.6"|"6.7"|"6.8"|"6.9" article and item
---@field last_day string last day shown (CRED-16)
---@field live boolean shown on the day (CRED-16)
---@field longest_end string end of the longest period (CRED-14)
---@field repair? zzgov.credit_list.result.records.repair how the repair stands (CRED-15)
---@field shortest_end string end of the shortest period (CRED-14)

---@class zzgov.credit_list.result: zzgov.Result
---@field as_of string day
---@field incentives integer[] incentives by number (CRED-17)
---@field list_last_day? string last day on the list (CRED-20)
---@field records zzgov.credit_list.result.records[] records, in the order of the input
---@field sanctions integer[] sanctions by number (CRED-18)
---@field score integer score (the library's convention) [points]
---@field status "black"|"red"|"none" list status (CRED-20)

---Credit records, red list and black list
---@param input zzgov.credit_list.input
---@param rulebook? zzgov.Rulebook
---@return zzgov.credit_list.result
function zzgov.credit_list(input, rulebook) end

---@class zzgov.credit_timeline.options

---@class zzgov.credit_timeline.input
---@field notified_on? string the subject received the notice (CRED-09)
---@field objection_received_on? string the department received the objection (CRED-10)
---@field verified_on? string the record was found correct (CRED-11)
---@field options? zzgov.credit_timeline.options the readings chosen
---@field rules? table<string, table<string, any>> what-if values
---@field explain? boolean whether the result has its explanation
---@field lang? "en"|"zh" language of texts

---@class zzgov.credit_timeline.result: zzgov.Result
---@field answer_by? string last day to answer the objection (CRED-10)
---@field objection_by? string last day to object (CRED-09)
---@field publish_by? string last day to publish (CRED-11)

---Deadlines before a credit record is published
---@param input zzgov.credit_timeline.input
---@param rulebook? zzgov.Rulebook
---@return zzgov.credit_timeline.result
function zzgov.credit_timeline(input, rulebook) end

---@class zzgov.workdays.options

---@class zzgov.workdays.input
---@field add? integer working days to add [working days] (CAL-01)
---@field from string first day, not counted (CAL-01)
---@field ["until"] string|nil day up to which working days are counted, itself counted (CAL-01)
---@field options? zzgov.workdays.options the readings chosen
---@field rules? table<string, table<string, any>> what-if values
---@field explain? boolean whether the result has its explanation
---@field lang? "en"|"zh" language of texts

---@class zzgov.workdays.result: zzgov.Result
---@field last_day? string last day of the period (CAL-01)
---@field working_days? integer number of working days [working days] (CAL-01)

---Working days
---@param input zzgov.workdays.input
---@param rulebook? zzgov.Rulebook
---@return zzgov.workdays.result
function zzgov.workdays(input, rulebook) end
