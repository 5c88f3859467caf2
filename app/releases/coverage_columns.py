"""The columns of the tables in a Medicare Coverage Database download that are known in full.

Source: the headings of a download of 2026 as a public program lists them. Of other tables only the columns
that are asked for are looked at.
"""

_KEY = ("article_id", "article_version")
_LCD = ("lcd_id", "lcd_version")
_PLACES: dict[str, tuple[str, ...]] = {
    "contractor_jurisdiction": (
        "contractor_id", "contractor_type_id", "contractor_version", "state_id", "last_updated",
        "active_date", "term_date",
    ),
    "state_lookup": ("state_id", "state_abbrev", "description"),
}  # fmt: skip
ARTICLES: dict[str, tuple[str, ...]] = {
    **_PLACES,
    "article": (
        *_KEY, "article_type", "title", "article_pub_date", "article_eff_date", "article_end_date",
        "description", "other_comments", "sad_url", "status", "last_updated", "history_exp", "key_article",
        "icd9_covered_para", "icd9_noncovered_para", "revenue_para", "thirty_percent",
        "article_rev_end_date", "source_article_id", "date_retired", "keywords", "icd10_doc",
        "add_icd10_info", "cms_cov_policy", "display_id", "reference_article",
    ),
    "article_future_retire": ("article_id", "retire_dt"),
    "article_related_documents": (
        *_KEY, "related_num", "r_article_id", "r_article_version", "r_lcd_id", "r_lcd_version",
        "r_contractor_id", "last_updated",
    ),
    "article_related_ncd_documents": (*_KEY, "related_num", "r_ncd_id", "r_ncd_version", "last_updated"),
    "article_x_hcpc_code": (
        *_KEY, "hcpc_code_id", "hcpc_code_version", "hcpc_code_group", "range", "last_updated",
        "long_description", "short_description",
    ),
    "article_x_hcpc_code_group": (*_KEY, "hcpc_code_group", "paragraph", "last_updated"),
    "article_x_icd10_covered": (
        *_KEY, "icd10_code_id", "icd10_code_version", "icd10_covered_group", "range", "last_updated",
        "sort_order", "description", "asterisk",
    ),
    "article_x_icd10_covered_group": (
        *_KEY, "icd10_covered_group", "paragraph", "last_updated", "icd10_covered_ast",
    ),
    "article_x_icd10_noncovered": (
        *_KEY, "icd10_code_id", "icd10_code_version", "icd10_noncovered_group", "range", "last_updated",
        "sort_order", "description",
    ),
    "article_x_icd10_noncovered_group": (*_KEY, "icd10_noncovered_group", "paragraph", "last_updated"),
    "article_x_contractor": (
        *_KEY, "article_type", "contractor_id", "contractor_type_id", "contractor_version", "last_updated",
    ),
}  # fmt: skip
LCDS: dict[str, tuple[str, ...]] = {
    **_PLACES,
    "lcd": (
        *_LCD, "title", "determination_number", "orig_det_eff_date", "ent_det_end_date", "rev_eff_date",
        "rev_end_date", "indication", "diagnoses_support", "icd9_dont_support_para",
        "icd9_dont_support_ast", "diagnoses_dont_support", "coding_guidelines", "doc_reqs", "appendices",
        "util_guide", "source_info", "adv_meeting", "comment_start_dt", "comment_end_dt", "notice_start_dt",
        "rev_hist_num", "history_exp", "last_reviewed_on", "status", "last_updated", "cms_cov_policy",
        "display_id", "draft_contact", "revenue_para", "thirty_percent", "keywords", "associated_info",
        "notice_end_dt", "date_retired", "draft_released_date", "source_lcd_id", "add_icd10_info",
        "icd10_doc", "synopsis_changes", "bibliography", "summary_of_evidence", "analysis_of_evidence",
        "mcd_publish_date", "issue", "issue_change", "mac_initiated",
    ),
    "lcd_future_retire": ("lcd_id", "retire_dt"),
    "lcd_related_ncd_documents": (*_LCD, "related_num", "r_ncd_id", "r_ncd_version", "last_updated"),
    "lcd_x_contractor": (
        *_LCD, "contractor_id", "contractor_type_id", "contractor_version", "last_updated",
    ),
}  # fmt: skip
NCDS: dict[str, tuple[str, ...]] = {
    "ncd_trkg": (
        "ncd_id", "ncd_vrsn_num", "natl_cvrg_type", "cvrg_lvl_cd", "ncd_mnl_sect", "ncd_mnl_sect_title",
        "ncd_efctv_dt", "ncd_impltn_dt", "ncd_trmntn_dt", "itm_srvc_desc", "indctn_lmtn", "xref_txt",
        "othr_txt", "trnsmtl_num", "trnsmtl_issnc_dt", "trnsmtl_url", "chg_rqst_num", "pblctn_cd",
        "rev_hstry", "under_rvw", "creatd_tmstmp", "last_updt_tmstmp", "last_clrnc_tmstmp", "ncd_lab",
        "ncd_keyword", "ncd_ama",
    ),
}  # fmt: skip
"""Headings are compared in small letters."""
COLUMNS = {**ARTICLES, **LCDS, **NCDS}
